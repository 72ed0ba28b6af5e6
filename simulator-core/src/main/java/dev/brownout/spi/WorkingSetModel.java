package dev.brownout.spi;

/**
 * Analytical model of hosts that together store some of the requested keys, such as a cache.
 *
 * @param part common name of these hosts; empty for all hosts of a component
 * @param entries capacity in keys, more than 0; infinite for no limit
 * @param keys number of different requested keys; 0 if the calls have none
 * @param hotKeys the smallest number of keys that receive half of the reads
 * @param hitRatio share of the reads that hit once the store has filled, 0 to 1
 * @param staleShare share of those hits that miss a write, 0 to 1; {@code NaN} if unknown
 */
public record WorkingSetModel(
        String part, double entries, long keys, long hotKeys, double hitRatio, double staleShare) {}
