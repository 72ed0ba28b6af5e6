/**
 * Pictures of many runs together: the knee of a latency over load, differences with their intervals, what money buys,
 * and replications one by one. Each is plain data that draws itself and knows nothing of where it comes from.
 */
package dev.brownout.chart.experiment;
