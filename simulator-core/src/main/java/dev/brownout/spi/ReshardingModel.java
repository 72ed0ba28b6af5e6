package dev.brownout.spi;

/**
 * Analytical model of keys that move between shards.
 *
 * @param what description of the move, such as {@code 4 to 5 shards}
 * @param fromNanos start of the move, in nanoseconds
 * @param toNanos arrival of the last key at its new shard, in nanoseconds
 * @param share share of all data, 0 to 1
 * @param bytes number of copied bytes
 * @param bytesPerSecond copy rate
 */
public record ReshardingModel(
        String what, long fromNanos, long toNanos, double share, long bytes, double bytesPerSecond) {}
