/**
 * Charts of a result: the selection of charts ({@code ChartBook}), their construction, and charts of latency breakdowns
 * and error budgets. The bytes depend on nothing but the result.
 */
package dev.brownout.chart;
