package dev.brownout.chart.topology;

/**
 * Position and size of a box, in pixels.
 *
 * @param x left edge
 * @param y upper edge
 */
record BoxPlace(double x, double y, double width, double height) {}
