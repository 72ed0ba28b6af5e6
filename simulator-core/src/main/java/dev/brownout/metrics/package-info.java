/**
 * Reads what a run has counted: any metric of any window, series, bills, verdicts, and why a number never moves.
 *
 * <p>The run stands above and calls it; what it reads comes in {@link dev.brownout.metrics.RunMeasurements}.
 */
package dev.brownout.metrics;
