package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hit ratios of LFU under independent requests. */
class HitRatioTheoryTest {
    /**
     * Keeping the most popular keys forever is optimal. LFU with counts that are lost on eviction has a lower hit
     * ratio, since each miss replaces the last entry. Its hit ratio is above that of LRU.
     */
    @ParameterizedTest
    @CsvSource({
        "cache.lfu.tiny, 6, 1.0, 3, 0.637815028, 0.74829932",
        "cache.lfu.n100, 100, 0.8, 10, 0.264280747, 0.438274554",
        "cache.lfu.n100b, 100, 1.0, 30, 0.672244551, 0.770136185",
    })
    void lfuHitRatioLiesBetweenLruAndPerfectLfu(
            String id, int objects, double zipf, int capacity, double lru, double perfect) {
        KeySampler keys = new ZipfKeys(zipf, objects).sampler(new KeyNames(List.of()));
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, 0, id));
        BoundedStore store = new BoundedStore(Eviction.LFU, capacity, Long.MAX_VALUE);
        for (long misses = 0; misses < 20L * capacity; ) {
            misses += BoundedStoreTest.hits(store, keys.next(random, 0)) ? 0 : 1;
        }
        double hits = 0;
        int requests = 2_000_000;
        for (long i = 0; i < requests; i++) {
            hits += BoundedStoreTest.hits(store, keys.next(random, 0)) ? 1 : 0;
        }
        assertThat(hits / requests).isBetween(1.02 * lru, perfect);
    }
}
