package dev.brownout.bench;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import java.util.List;

/** Random streams of W2 and W2+, as in the product, positioned by the caller or read in sequence. */
final class TightRandomStreams {
    private static final double MU = ElementaryFunctions.log(10e6) - 0.125;

    final KeyedRandom key;
    final KeyedRandom web;
    final KeyedRandom db;
    private final KeyedRandom arrivals;
    private final double gapNanos;
    private final KeySampler keys = new ZipfKeys(0.99, 1_000_000).sampler(new KeyNames(List.of()));

    TightRandomStreams(long seed, double rate) {
        arrivals = new KeyedRandom(KeyedRandom.key(seed, 0, "arrivals"));
        key = new KeyedRandom(KeyedRandom.key(seed, 0, "key"));
        web = new KeyedRandom(KeyedRandom.key(seed, 0, "web"));
        db = new KeyedRandom(KeyedRandom.key(seed, 0, "db"));
        gapNanos = 1e9 / rate;
    }

    long gap() {
        return (long) (arrivals.exponential() * gapNanos);
    }

    int key() {
        return keys.next(key, 0);
    }

    long webTime() {
        return (long) ElementaryFunctions.exp(MU + 0.5 * web.normal());
    }

    long dbTime() {
        return (long) (8e6 * db.exponential());
    }
}
