package dev.brownout.spi;

/**
 * Keys that move between shards, as the arithmetic before a run sees them.
 *
 * @param what moves, in words such as {@code 4 to 5 shards}
 * @param fromNanos when it begins
 * @param toNanos when the last of them is at its new home
 * @param share of all data, 0 to 1
 * @param bytes that are copied
 * @param bytesPerSecond how fast
 */
public record ReshardingModel(
        String what, long fromNanos, long toNanos, double share, long bytes, double bytesPerSecond) {}
