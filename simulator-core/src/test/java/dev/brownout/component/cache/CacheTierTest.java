package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.component.cache.CacheExpiry.Renewal;
import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.host.Host;
import dev.brownout.spec.DataSize;
import dev.brownout.spi.ScenarioException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Reads and writes of a cache. Expected times are calculated by hand: 0.25 ms per hop, 0.2 ms at the cache, 10 ms at
 * the source.
 */
class CacheTierTest {
    @Test
    void missIsServedByTheSourceAndFillsTheCache() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        stage.versions().put(7, 3L);
        stage.read(0, 7);
        stage.read(20, 7);
        assertThat(stage.runUntil(50)).containsExactly("read 7 ok 3 at 11.2", "read 7 ok 3 at 20.7");
        assertThat(stage.reads()).isEqualTo(1);
        assertThat(stage.measure("hits")).isEqualTo(1);
        assertThat(stage.measure("misses")).isEqualTo(1);
        assertThat(stage.measure("hit_ratio")).isEqualTo(0.5);
    }

    @Test
    void unusedCacheHasNoHitRatio() {
        assertThat(CacheStage.of(ReadPolicy.LOOK_ASIDE).measure("hit_ratio")).isNaN();
    }

    @Test
    void fillTakesANetworkHop() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        stage.read(0, 7);
        stage.read(11.1, 7);
        stage.read(11.3, 7);
        assertThat(stage.runUntil(50))
                .containsExactly("read 7 ok 0 at 11.2", "read 7 ok 0 at 12.0", "read 7 ok 0 at 22.3");
    }

    @Test
    void concurrentMissesEachLoadFromTheSource() {
        for (ReadPolicy policy : ReadPolicy.values()) {
            CacheStage stage = CacheStage.of(policy);
            stage.read(0, 7);
            stage.read(1, 7);
            assertThat(stage.runUntil(50)).hasSize(2);
            assertThat(stage.reads()).isEqualTo(2);
        }
    }

    @Test
    void loadsOfTimedOutReadsDoNotFillTheCache() {
        for (ReadPolicy policy : ReadPolicy.values()) {
            CacheStage stage = CacheStage.of(Duration.ofMillis(5), policy);
            stage.read(0, 7);
            stage.read(50, 7);
            assertThat(stage.runUntil(100)).hasSize(2).allMatch(answer -> answer.contains("timed_out"));
            assertThat(stage.reads()).isEqualTo(2);
            assertThat(stage.measure("hits")).isZero();
        }
    }

    @Test
    void readThroughCacheLoadsFromTheSource() {
        CacheStage stage = CacheStage.of(ReadPolicy.READ_THROUGH);
        stage.versions().put(7, 3L);
        stage.read(0, 7);
        stage.read(20, 7);
        assertThat(stage.runUntil(50)).containsExactly("read 7 ok 3 at 11.2", "read 7 ok 3 at 20.7");
        assertThat(stage.reads()).isEqualTo(1);
    }

    @Test
    void aWriteBypassesTheCacheAndDeletesTheKey() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        stage.read(0, 7);
        stage.write(20, 7);
        stage.read(40, 7);
        assertThat(stage.runUntil(80))
                .containsExactly("read 7 ok 0 at 11.2", "write 7 ok 1 at 31.2", "read 7 ok 1 at 51.2");
        assertThat(stage.measure("stale_hits")).isZero();
    }

    @Test
    void slowFillRestoresADeletedValue() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        stage.write(0, 7);
        stage.read(5, 7);
        stage.read(30, 7);
        assertThat(stage.runUntil(80))
                .containsExactly("write 7 ok 1 at 11.2", "read 7 ok 0 at 16.2", "read 7 stale 0 at 30.7");
        assertThat(stage.measure("stale_hits")).isEqualTo(1);
    }

    @Test
    void aReadThatBeganBeforeTheAcknowledgementIsNotStale() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        stage.read(0, 7);
        stage.write(20, 7);
        stage.read(30.3, 7);
        assertThat(stage.runUntil(80))
                .containsExactly("read 7 ok 0 at 11.2", "read 7 ok 0 at 31.0", "write 7 ok 1 at 31.2");
        assertThat(stage.measure("stale_hits")).isZero();
    }

    @Test
    void ttlStartsAtTheLoad() {
        CacheStage stage = CacheStage.of(c -> {
            c.ttl = Optional.of(Duration.ofMillis(30));
            c.readPolicy = ReadPolicy.READ_THROUGH;
        });
        stage.read(0, 7);
        stage.read(25, 7);
        stage.read(45, 7);
        assertThat(stage.runUntil(100))
                .containsExactly("read 7 ok 0 at 11.2", "read 7 ok 0 at 25.7", "read 7 ok 0 at 56.2");
    }

    @Test
    void ttlIsRenewedOnAccess() {
        CacheStage stage = CacheStage.of(c -> {
            c.ttl = Optional.of(Duration.ofMillis(30));
            c.renewal = Renewal.ACCESS;
            c.readPolicy = ReadPolicy.READ_THROUGH;
        });
        stage.read(0, 7);
        stage.read(25, 7);
        stage.read(45, 7);
        stage.read(76, 7);
        assertThat(stage.runUntil(100))
                .containsExactly(
                        "read 7 ok 0 at 11.2", "read 7 ok 0 at 25.7", "read 7 ok 0 at 45.7", "read 7 ok 0 at 87.2");
    }

    @Test
    void evictionLimitsEntriesAndBytes() {
        for (boolean byBytes : List.of(true, false)) {
            CacheStage stage = CacheStage.of(c -> {
                c.entries = byBytes ? Optional.empty() : Optional.of(2);
                c.memory = byBytes ? Optional.of(new DataSize(299)) : Optional.empty();
                c.readPolicy = ReadPolicy.READ_THROUGH;
            });
            for (int i = 0; i < 6; i++) {
                stage.read(20 * i, 1 + i % 3);
            }
            stage.runUntil(999);
            assertThat(stage.measure("hits")).isZero();
            assertThat(stage.measure("evictions")).isEqualTo(4);
        }
    }

    @Test
    void eachKeyIsStoredOnOneNode() {
        CacheStage stage = CacheStage.of(c -> c.nodes = 4);
        for (int key = 1; key <= 400; key++) {
            stage.read(key / 10.0, key);
            stage.read(400 + key / 10.0, key);
        }
        stage.runUntil(900);
        assertThat(stage.reads()).isEqualTo(400);
        assertThat(stage.measure("hits")).isEqualTo(400);
        for (Host host : stage.hosts) {
            assertThat(host.meter().arrivals()).isBetween(3L * 70, 3L * 130);
        }
    }

    @Test
    void rejectsACacheWithoutASource() {
        assertThatThrownBy(() -> CacheStage.of(c -> c.source = Optional.empty()))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("source");
    }

    @Test
    void rejectsZeroCapacityAndZeroTtl() {
        assertThatThrownBy(() -> CacheSpecs.with(c -> c.entries = Optional.of(0)))
                .hasMessageContaining("entries");
        assertThatThrownBy(() -> CacheSpecs.with(c -> c.ttl = Optional.of(Duration.ZERO)))
                .hasMessageContaining("ttl");
    }
}
