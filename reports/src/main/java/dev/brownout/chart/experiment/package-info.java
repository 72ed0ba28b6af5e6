/**
 * Charts of several runs: the knee of a latency over load, differences with their confidence intervals, cost frontiers,
 * and single replications. Each chart is plain data that can paint itself, independent of the source of the data.
 */
package dev.brownout.chart.experiment;
