package dev.brownout.importing.detail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.detail.RouteCache.CacheLookups;
import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.random.KeyedRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteCacheTest {
    private static final int KEYS = 1000;
    private static final int REQUESTS = 20_000;

    /** Returns the numbers of requests per key of a uniform distribution. */
    private static long[] uniformCounts() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "counts"));
        long[] counts = new long[KEYS];
        for (int i = 0; i < REQUESTS; i++) {
            counts[random.nextInt(KEYS)]++;
        }
        return counts;
    }

    private static CacheLookups lookups(double ratio, Optional<Double> ttl) {
        return new CacheLookups(Math.round(ratio * REQUESTS), REQUESTS, 20, ttl);
    }

    private static RouteCache cache(CacheLookups lookups) {
        return RouteCache.of(lookups, Optional.of(ZipfFit.of(uniformCounts())), false);
    }

    /**
     * The hit ratio of an LRU cache with equally popular keys is the share of the keys that fit. The simulated ratio
     * may differ by 1 %.
     */
    @Test
    void capacityIsTheShareOfTheHits() {
        for (double ratio : List.of(0.2, 0.5, 0.9)) {
            RouteCache cache = cache(lookups(ratio, Optional.empty()));
            assertThat(cache.entries())
                    .hasValueSatisfying(
                            entries -> assertThat((double) entries).isBetween(KEYS * ratio - 15, KEYS * ratio + 15));
            assertThat(cache.warm()).isEqualTo(cache.entries());
            assertThat(cache.keys()).isEmpty();
            assertThat(cache.origin()).startsWith("unknown: a guess").contains("95 %");
        }
    }

    @Test
    void firstRequestsAloneAreMisses() {
        long distinct =
                Arrays.stream(uniformCounts()).filter(count -> count > 0).count();
        RouteCache cache = cache(lookups(1 - distinct / (double) REQUESTS, Optional.empty()));
        assertThat(cache.entries()).isEmpty();
        assertThat(cache.warm()).isEmpty();
        assertThat(cache.origin()).contains("only the first request");
    }

    /** A key with rate r is cached for rT/(1 + rT) of the time. */
    @Test
    void timeToLiveOfTheLogIsUsedIfItGivesTheRatio() {
        double perKey = 20.0 / KEYS;
        double ratio = perKey * 60 / (1 + perKey * 60);
        assertThat(cache(lookups(ratio, Optional.of(60.0))).ttlSeconds()).hasValue(60.0);
        assertThat(cache(lookups(0.9, Optional.of(60.0))).ttlSeconds()).isEmpty();
        RouteCache fixed = RouteCache.of(lookups(20 * 5 / (1 + 20.0 * 5), Optional.of(5.0)), Optional.empty(), true);
        assertThat(fixed.keys()).isEqualTo("uniform(1)");
        assertThat(fixed.ttlSeconds()).hasValue(5.0);
    }

    @Test
    void unknownKeysAreEquallyPopular() {
        Map<Double, String> expected = new LinkedHashMap<>();
        expected.put(0.4, "uniform(1000) 400");
        expected.put(0.995, "uniform(100000) 99500");
        expected.forEach((ratio, text) -> {
            RouteCache cache = RouteCache.of(lookups(ratio, Optional.empty()), Optional.empty(), true);
            assertThat(cache.keys() + " " + cache.entries().orElseThrow()).isEqualTo(text);
        });
    }
}
