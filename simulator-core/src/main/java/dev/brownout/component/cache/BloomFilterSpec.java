package dev.brownout.component.cache;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.util.Optional;

/** Parameters of a Bloom filter of keys. */
@Doc("A Bloom filter of all existing keys on the calling nodes, checked before the cache. It rejects most keys that"
        + " do not exist; a key that passes by mistake always passes. Writes through the cache add their keys at"
        + " the start of the write (writes with bypass do not).")
public record BloomFilterSpec(
        @Doc("Number of keys at the start.") @AtLeast(1) @AtMost(1_000_000_000)
        int keys,

        @Doc("Bits per key.")
        @Default("10")
        @AtLeast(0.1)
        @AtMost(64)
        @DefaultSource("RocksDB, NewBloomFilterPolicy: 10 bits, about 1% false positives")
        double bitsPerKey,

        @Doc("Number of hash functions. Default: bits_per_key times 0.69, rounded down, at least 1 and at most 30.")
        @AtLeast(1)
        @AtMost(64)
        @DefaultSource("LevelDB, util/bloom.cc")
        Optional<Integer> hashes) {
    private static final double LN_2 = 0.69;
    private static final int MAXIMUM = 30;

    /** Returns the number of hash functions. */
    int functions() {
        return hashes.orElseGet(() -> (int) Math.max(1, Math.min(MAXIMUM, bitsPerKey * LN_2)));
    }

    /**
     * Returns the false-positive rate: (1 - e<sup>-kn/m</sup>)<sup>k</sup> with k functions, n keys and m bits (Broder
     * and Mitzenmacher, Network Applications of Bloom Filters, Internet Mathematics 1(4), 2004).
     *
     * @param addedKeys keys that were added since the start
     */
    double falsePositives(long addedKeys) {
        double load = functions() * (1 + (double) addedKeys / keys) / bitsPerKey;
        return ElementaryFunctions.pow(-ElementaryFunctions.expm1(-load), functions());
    }
}
