/** Charts of latency breakdowns: aggregated over requests, and of single requests. */
package dev.brownout.chart.breakdown;
