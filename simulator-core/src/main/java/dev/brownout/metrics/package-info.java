/**
 * Reads the counts of a run: metrics of any window, series, bills, verdicts, and the reasons why a metric never
 * changes.
 *
 * <p>The run depends on this package and calls it. The measurements are passed in
 * {@link dev.brownout.metrics.RunMeasurements}.
 */
package dev.brownout.metrics;
