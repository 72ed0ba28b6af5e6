/** Titles of charts over time: the findings of each variant, and sentences that compare variants. */
package dev.brownout.chart.title;
