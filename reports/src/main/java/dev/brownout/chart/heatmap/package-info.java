/** Heat maps over time: the latency distribution of a request class, and the utilization of each node of a tier. */
package dev.brownout.chart.heatmap;
