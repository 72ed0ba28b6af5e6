/**
 * Charts of a result: the selection of charts ({@code ChartBook}), their findings ({@code ChartFinding}), and their
 * rendering as PNG and SVG. The bytes depend on nothing but the result.
 */
package dev.brownout.chart;
