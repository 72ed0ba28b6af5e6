/** The chart of the metrics that the answer of a scenario quotes, with one row for each variant. */
package dev.brownout.chart.answer;
