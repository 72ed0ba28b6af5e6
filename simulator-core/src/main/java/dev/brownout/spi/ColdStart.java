package dev.brownout.spi;

/**
 * How a machine is slower for a while after its process has started.
 *
 * @param lastingNanos how long, in nanoseconds
 * @param slower how many times as long its work takes
 */
public record ColdStart(long lastingNanos, double slower) {}
