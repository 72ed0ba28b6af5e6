/** Primitives of all charts: the chart as SVG and PNG, its frame, axes, palette and texts. */
package dev.brownout.chart.draw;
