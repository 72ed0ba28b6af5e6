/** Separation of random variation between intervals from real changes. */
package dev.brownout.chart.smoothing;
