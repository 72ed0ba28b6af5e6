package dev.brownout.spi;

/**
 * Analytical model of hosts with storage that fills. Of similar hosts, it covers those that are full first.
 *
 * @param part common name of these hosts: {@code shard-3}; empty for all hosts of the component
 * @param freeBytes free capacity at the start, at least 0
 * @param bytesPerSecond growth by new keys, at least 0
 */
public record StorageGrowthModel(String part, double freeBytes, double bytesPerSecond) {}
