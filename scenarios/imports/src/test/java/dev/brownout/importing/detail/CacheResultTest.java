package dev.brownout.importing.detail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of the documentation of caches for the results of lookups. */
class CacheResultTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HIT | HIT",
                "Hit | HIT",
                "hit | HIT",
                "STALE | HIT",
                "UPDATING | HIT",
                "OriginShieldHit | HIT",
                "TCP_MEM_HIT:HIER_NONE | HIT",
                "TCP_HIT_ABORTED | HIT",
                "HIT from squid.example.org:3128 | HIT",
                "Hit from cloudfront | HIT",
                "MISS, HIT | HIT",
                "cache hit | HIT",
                "ExampleCache; hit; ttl=376 | HIT",
                "Origin; fwd=uri-miss, Edge; hit | HIT",
                "1 | HIT",
                "MISS | MISS",
                "RefreshHit | MISS",
                "REVALIDATED | MISS",
                "EXPIRED | MISS",
                "TCP_MISS | MISS",
                "TCP_REFRESH_UNMODIFIED | MISS",
                "TCP_MISS_ABORTED/000 | MISS",
                "HIT, MISS | MISS",
                "cache miss: attempting entity save | MISS",
                "conditional cache hit: entity refreshed | MISS",
                "ExampleCache; fwd=stale; fwd-status=304 | MISS",
                "0 | MISS",
                "BYPASS | PASS",
                "pass | PASS",
                "HITPASS | PASS",
                "dynamic | PASS",
                "cache miss: cache unwilling to store response | PASS",
                "ExampleCache; fwd=bypass | PASS",
                "Error | NONE",
                "LimitExceeded | NONE",
                "CapacityExceeded | NONE",
                "Redirect | NONE",
                "TCP_DENIED/403 | NONE",
                "- | NONE",
                "'' | NONE",
                "something else | NONE",
            })
    void readsTheResult(String field, CacheResult expected) {
        assertThat(CacheResult.of(CacheResult.word(field))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIT", "REVALIDATED", "miss", "TCP_MEM_HIT:HIER_NONE"})
    void fieldsBehindAFormatAreUnambiguous(String field) {
        assertThat(CacheResult.isUnambiguous(field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "1", "true", "error", "Error", "dynamic", "TCP_OTHER", "200", "refresh"})
    void otherFieldsBehindAFormatAreNot(String field) {
        assertThat(CacheResult.isUnambiguous(field)).isFalse();
    }
}
