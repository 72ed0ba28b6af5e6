package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.ZipfKeys;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The analytical hit ratio of S4LRU against the policy under independent requests. */
class SegmentedLruModelTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final int RUNS = 10;
    /** Student's t, 9 degrees of freedom, two-sided 99.9 %. */
    private static final double STUDENT = 4.781;
    /** Error of the approximation for 100 entries and more. */
    private static final double APPROXIMATION = 0.002;

    private static double hitRatio(
            Eviction eviction, KeyPopularity keys, double entries, double expiry, double deletes) {
        return new MissRatioModel(keys, new MissRatioModel.Limits(eviction, entries, expiry, false, deletes))
                .hitRatio();
    }

    private static double simulated(KeyPopularity keys, int entries, int requests, int run, double deletes) {
        KeyedRandom random =
                new KeyedRandom(KeyedRandom.key(KeyedRandom.key(0, 0, "SegmentedLruModelTest"), run, "keys"));
        double[] until = new double[keys.size()];
        double sum = 0;
        for (int key = 1; key <= keys.size(); key++) {
            sum += keys.probability(key);
            until[key - 1] = sum;
        }
        BoundedStore store = new BoundedStore(Eviction.S4LRU, entries, Long.MAX_VALUE);
        int hits = 0;
        for (int i = -requests; i < requests; i++) {
            while (random.uniform() * (1 + deletes) < deletes) {
                store.remove(key(until, random.uniform()));
            }
            int key = key(until, random.uniform());
            boolean hit = store.get(key, 0) != BoundedStore.ABSENT;
            if (!hit) {
                store.put(key, 0, 1, BoundedStore.NEVER);
            }
            hits += hit && i >= 0 ? 1 : 0;
        }
        return (double) hits / requests;
    }

    private static int key(double[] until, double uniform) {
        int low = 0;
        int high = until.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (until[middle] > uniform) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low + 1;
    }

    /** The mean of ten simulations agrees within its interval and the error of the approximation. */
    @Tag("law")
    @ParameterizedTest
    @CsvSource({
        "0.6, 2000, 100, 0",
        "0.8, 2000, 200, 0",
        "1.0, 2000, 400, 0",
        "1.2, 2000, 120, 0",
        "0.8, 2000, 200, 0.05"
    })
    @ChosenRows(5)
    void hitRatioAgreesWithThePolicy(double exponent, int size, int entries, double deletes) {
        KeyPopularity keys = new ZipfKeys(exponent, size);
        double sum = 0;
        double squares = 0;
        for (int run = 0; run < RUNS; run++) {
            double ratio = simulated(keys, entries, 200_000, run, deletes);
            sum += ratio;
            squares += ratio * ratio;
        }
        double mean = sum / RUNS;
        double halfWidth = STUDENT * Math.sqrt((squares - RUNS * mean * mean) / (RUNS - 1) / RUNS);
        assertThat(halfWidth).isLessThan(0.005);
        assertThat(hitRatio(Eviction.S4LRU, keys, entries, NEVER, deletes))
                .isCloseTo(mean, within(halfWidth + APPROXIMATION))
                .isGreaterThan(hitRatio(Eviction.LRU, keys, entries, NEVER, deletes) + 0.02);
    }

    @Test
    void equallyPopularKeysAreFoundByTheShareThatFits() {
        assertThat(hitRatio(Eviction.S4LRU, new UniformKeys(1000), 100, NEVER, 0))
                .isCloseTo(0.1, within(1e-6));
        assertThat(hitRatio(Eviction.S4LRU, new UniformKeys(100), 100, NEVER, 0))
                .isCloseTo(1, within(1e-9));
    }

    /** A lifetime without a limit gives the same hit ratio as one after which entries rarely expire. */
    @Test
    void longLifetimeChangesLittle() {
        KeyPopularity keys = new ZipfKeys(1.0, 2000);
        double never = hitRatio(Eviction.S4LRU, keys, 400, NEVER, 0);
        assertThat(hitRatio(Eviction.S4LRU, keys, 400, 1e9, 0)).isCloseTo(never, within(1e-5));
        assertThat(hitRatio(Eviction.S4LRU, keys, 400, 1e4, 0)).isLessThan(never - 0.005);
    }

    /** Fewer than four entries are all in the lowest segment, which is least recently used. */
    @Test
    void threeEntriesAreLeastRecentlyUsed() {
        KeyPopularity keys = new ZipfKeys(1.0, 100);
        assertThat(hitRatio(Eviction.S4LRU, keys, 3, NEVER, 0)).isEqualTo(hitRatio(Eviction.LRU, keys, 3, NEVER, 0));
    }
}
