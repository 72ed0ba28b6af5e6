/**
 * Charts of a result: what to draw ({@code ChartBook}), what it shows ({@code Finding}) and how it is drawn, as PNG and
 * SVG whose bytes depend on nothing but the result.
 */
package dev.brownout.chart;
