/** What chance moves from step to step, told from what happens. */
package dev.brownout.chart.smoothing;
