package dev.brownout.spi;

/**
 * Slowdown of a host after its process has started.
 *
 * @param lastingNanos duration of the slowdown, in nanoseconds
 * @param slower factor by which work takes longer
 */
public record ColdStart(long lastingNanos, double slower) {}
