package dev.brownout.spi;

/**
 * Machines that together keep some of the keys that are asked for, as the arithmetic before a run sees them.
 *
 * @param part what these machines are called together; empty for all of a component
 * @param entries for how many keys there is room, more than 0; infinite for any number
 * @param keys how many different keys are asked for; 0 where the calls have none
 * @param hotKeys the fewest keys that half of the reads are for
 * @param hitRatio share of the reads that find their key once the store has filled, 0 to 1
 * @param staleShare share of those hits that miss a write, 0 to 1; {@code NaN} where nothing is known of it
 */
public record WorkingSetModel(
        String part, double entries, long keys, long hotKeys, double hitRatio, double staleShare) {}
