package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.Draws;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.ZipfKeys;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hit ratios under independent requests and after a cold start, against exact and approximate formulas. */
class HitRatioTheoryTest {
    @ParameterizedTest
    @CsvSource({
        "cache.lru.tiny, LRU, 6, 1.0, 3, 0.637815028, 1, 2000000",
        "cache.fifo.tiny, FIFO, 6, 1.0, 3, 0.611273081, 1, 2000000",
        "cache.lru.n100, LRU, 100, 0.8, 10, 0.264280747, 1, 2000000",
        "cache.fifo.n100, FIFO, 100, 0.8, 10, 0.239194382, 1, 2000000",
        "cache.lru.n100b, LRU, 100, 1.0, 30, 0.672244551, 1, 2000000",
        "cache.fifo.n100b, FIFO, 100, 1.0, 30, 0.613793589, 1, 2000000",
        "cache.che.a, LRU, 10000, 0.8, 1000, 0.436659722, 1, 5000000",
        "cache.chefifo.a, FIFO, 10000, 0.8, 1000, 0.394179101, 1, 5000000",
        "cache.che.b, LRU, 10000, 1.0, 100, 0.390525485, 1, 5000000",
        "cache.chefifo.b, FIFO, 10000, 1.0, 100, 0.3423321, 1, 5000000",
        "cache.che.c, LRU, 100000, 1.0, 10000, 0.737339808, 1, 5000000",
        "cache.chefifo.c, FIFO, 100000, 1.0, 10000, 0.701020174, 1, 5000000",
        "cache.che.d, LRU, 100000, 0.8, 1000, 0.204333763, 1, 5000000",
        "cache.chefifo.d, FIFO, 100000, 0.8, 1000, 0.179212414, 1, 5000000",
    })
    void hitRatioIsThatOfTheFormula(
            String id,
            Eviction eviction,
            int objects,
            double zipf,
            int capacity,
            double expected,
            double percent,
            int n) {
        check(id, expected, percent, n, many -> hitRatio(id, eviction, new ZipfKeys(zipf, objects), capacity, many));
    }

    /**
     * Truths cache.lfu: the most popular keys held for ever. Counts that are forgotten on eviction stay below that,
     * since the last place changes hands with every miss, but above LRU.
     */
    @ParameterizedTest
    @CsvSource({
        "cache.lfu.tiny, 6, 1.0, 3, 0.637815028, 0.74829932",
        "cache.lfu.n100, 100, 0.8, 10, 0.264280747, 0.438274554",
        "cache.lfu.n100b, 100, 1.0, 30, 0.672244551, 0.770136185",
    })
    void countingUsesLiesBetweenRecencyAndPerfectKnowledge(
            String id, int objects, double zipf, int capacity, double lru, double perfect) {
        assertThat(hitRatio(id, Eviction.LFU, new ZipfKeys(zipf, objects), capacity, 2_000_000))
                .isBetween(1.02 * lru, perfect);
    }

    @ParameterizedTest
    @CsvSource({"10000, 0.8, 1000, 0.570617586", "10000, 1.0, 100, 0.529994515", "100000, 1.0, 10000, 0.809552336"})
    void noPolicyBeatsHoldingTheMostPopularKeys(int objects, double zipf, int capacity, double bound) {
        for (Eviction eviction : Eviction.values()) {
            assertThat(hitRatio("cache.top", eviction, new ZipfKeys(zipf, objects), capacity, 1_000_000))
                    .isLessThan(1.01 * bound);
        }
    }

    /**
     * Truths cache.tier.a: what the first of two stores misses asks the second; the formula of the second is 6 % good.
     */
    @Test
    void aSecondStoreSeesWhatTheFirstMisses() {
        String id = "cache.tier.a";
        KeySampler keys = new ZipfKeys(0.9, 10_000).sampler(new KeyNames(List.of()));
        Draws draws = draws(id);
        Store first = new Store(Eviction.LRU, 100, Long.MAX_VALUE);
        Store second = new Store(Eviction.LRU, 1000, Long.MAX_VALUE);
        int asked = 5_000_000;
        int warm = 100_000;
        long misses = 0;
        long secondHits = 0;
        for (int i = 0; i < warm + asked; i++) {
            int key = keys.next(draws, 0);
            if (!StoreTest.ask(first, key)) {
                boolean hit = StoreTest.ask(second, key);
                misses += i < warm ? 0 : 1;
                secondHits += i < warm || !hit ? 0 : 1;
            }
        }
        assertThat(1 - (double) misses / asked).isCloseTo(0.261201988, Percentage.withPercentage(1));
        assertThat((double) secondHits / misses).isCloseTo(0.402942268, Percentage.withPercentage(6));
    }

    @ParameterizedTest
    @CsvSource({"LRU", "FIFO"})
    void aLoopLargerThanTheStoreNeverHits(Eviction eviction) {
        Store store = new Store(eviction, 100, Long.MAX_VALUE);
        for (int i = 0; i < 10_000; i++) {
            assertThat(StoreTest.ask(store, i % 101)).isFalse();
        }
    }

    /** After a cold start, nothing evicted yet: h(t) = sum of p (1 - exp(-p rate t)), in a window of 5 % around t. */
    @ParameterizedTest
    @CsvSource({
        "cache.cold.a.t1, 1, 0.485720406, 4000",
        "cache.cold.a.t10, 10, 0.775821451, 400",
        "cache.cold.a.t60, 60, 0.960318389, 67",
    })
    void aColdStoreWarmsUpAsThePopularityLetsIt(String id, double seconds, double expected, int starts) {
        check(id, expected, 2, starts, many -> coldHitRatio(id, seconds, many));
    }

    @Test
    void aColdStoreHoldsTheDistinctKeysAskedFor() {
        check("cache.cold.a.fill", 3496.58663, 2, 10, many -> {
            KeySampler keys = new ZipfKeys(0.9, 10_000).sampler(new KeyNames(List.of()));
            Draws draws = draws("cache.cold.a.fill");
            long held = 0;
            for (int start = 0; start < many; start++) {
                Store store = new Store(Eviction.LRU, Store.UNLIMITED, Long.MAX_VALUE);
                for (double at = draws.exponential(); at < 10_000; at += draws.exponential()) {
                    StoreTest.ask(store, keys.next(draws, 0));
                }
                held += store.entries();
            }
            return (double) held / many;
        });
    }

    private static double coldHitRatio(String id, double seconds, long starts) {
        KeySampler keys = new ZipfKeys(0.9, 10_000).sampler(new KeyNames(List.of()));
        Draws draws = draws(id);
        Store store = new Store(Eviction.LRU, Store.UNLIMITED, Long.MAX_VALUE);
        long hits = 0;
        long asked = 0;
        for (long start = 0; start < starts; start++) {
            store.clear();
            double from = 975 * seconds;
            double to = 1025 * seconds;
            for (double at = draws.exponential(); at < to; at += draws.exponential()) {
                boolean hit = StoreTest.ask(store, keys.next(draws, 0));
                if (at >= from) {
                    asked++;
                    hits += hit ? 1 : 0;
                }
            }
        }
        return (double) hits / asked;
    }

    private static double hitRatio(String id, Eviction eviction, ZipfKeys law, int capacity, long asked) {
        KeySampler keys = law.sampler(new KeyNames(List.of()));
        Draws draws = draws(id);
        Store store = new Store(eviction, capacity, Long.MAX_VALUE);
        for (long misses = 0; misses < 20L * capacity; ) {
            misses += StoreTest.ask(store, keys.next(draws, 0)) ? 0 : 1;
        }
        long hits = 0;
        for (long i = 0; i < asked; i++) {
            hits += StoreTest.ask(store, keys.next(draws, 0)) ? 1 : 0;
        }
        return (double) hits / asked;
    }

    static Draws draws(String id) {
        return new Draws(Draws.key(0, 0, id));
    }

    /** The seed is made of the row's name; a miss is answered by a run ten times as long, never by another seed. */
    static void check(String id, double expected, double percent, long n, LongToDoubleFunction run) {
        double measured = run.applyAsDouble(n);
        if (Math.abs(measured / expected - 1) > percent / 100) {
            measured = run.applyAsDouble(10 * n);
        }
        assertThat(measured).as(id).isCloseTo(expected, Percentage.withPercentage(percent));
    }
}
