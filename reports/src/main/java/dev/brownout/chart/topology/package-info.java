/** Call graph of a variant, with the rate of each call and the utilization of each node. */
package dev.brownout.chart.topology;
