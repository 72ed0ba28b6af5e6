/**
 * Summaries of limit violations in several variants, in one sentence: the duration, the start, the extent, and the
 * cause.
 */
package dev.brownout.chart.limit;
