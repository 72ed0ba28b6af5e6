/**
 * Heat maps over time: how the latencies of a class of requests were spread in each moment, and how busy each machine
 * of a tier was.
 */
package dev.brownout.chart.heatmap;
