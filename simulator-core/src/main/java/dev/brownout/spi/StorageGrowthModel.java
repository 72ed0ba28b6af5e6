package dev.brownout.spi;

/**
 * Machines that fill, as the arithmetic before a run sees them: of those that are alike the ones that are full first.
 *
 * @param part what these machines are called together: {@code shard-3}; empty for all of the component
 * @param freeBytes the room that is left at the start, at least 0
 * @param bytesPerSecond what new keys add, at least 0
 */
public record StorageGrowthModel(String part, double freeBytes, double bytesPerSecond) {}
