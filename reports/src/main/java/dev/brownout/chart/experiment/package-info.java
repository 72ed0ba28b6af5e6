/**
 * Charts of several runs: the knee of a latency over load, differences with their confidence intervals, cost frontiers,
 * and single replications. Each chart is plain data, independent of the source of the data. It turns its data into
 * marks on the axes of a {@link dev.brownout.chart.experiment.PlotModel}, which one painter paints.
 */
package dev.brownout.chart.experiment;
