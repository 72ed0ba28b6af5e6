/** Contents of charts over time: plans, lines, panels and events of a result, independent of their layout. */
package dev.brownout.chart.model;
