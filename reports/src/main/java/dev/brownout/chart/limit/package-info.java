/**
 * What becomes of a number in several variants, in one sentence: for how long it lies beyond a limit, from when on, how
 * far, and after what.
 */
package dev.brownout.chart.limit;
