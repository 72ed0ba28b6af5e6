/** Painters of line charts over time, with their panels and the events below the time axis. */
package dev.brownout.chart.line;
