package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.host.FailureMode;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads of a key with many concurrent reads. Expected times are calculated by hand as in {@link CacheTierTest}. */
class StampedeTest {
    @ParameterizedTest
    @EnumSource(ReadPolicy.class)
    void coalescedMissesWaitForTheFirstLoad(ReadPolicy policy) {
        CacheStage stage = CacheStage.of(c -> {
            c.readPolicy = policy;
            c.coalesce = true;
        });
        stage.versions().put(7, 3L);
        stage.read(0, 7);
        stage.read(1, 7);
        stage.read(2, 8);
        stage.read(5, 7);
        stage.read(20, 7);
        assertThat(stage.runUntil(50))
                .containsExactly(
                        "read 7 ok 3 at 11.2",
                        "read 7 ok 3 at 11.2",
                        "read 7 ok 3 at 11.2",
                        "read 8 ok 0 at 13.2",
                        "read 7 ok 3 at 20.7");
        assertThat(stage.reads()).isEqualTo(2);
        assertThat(stage.measure("coalesced")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(ReadPolicy.class)
    void failedLoadFailsAllCoalescedReads(ReadPolicy policy) {
        CacheStage stage = CacheStage.of(c -> {
            c.readPolicy = policy;
            c.coalesce = true;
        });
        stage.scheduleAt(1e-6, () -> stage.store.begin(FailureMode.CRASH));
        stage.read(0, 7);
        stage.read(0, 7);
        assertThat(stage.runUntil(50)).hasSize(2).allMatch(answer -> answer.contains("refused"));
        assertThat(stage.measure("coalesced")).isEqualTo(1);
    }

    @Test
    void onlyTheLeaseHolderLoadsAndOtherClientsRetry() {
        CacheStage stage = CacheStage.of(c -> c.lease = Optional.of(Duration.ofSeconds(10)));
        stage.read(0, 7);
        stage.read(1, 7);
        assertThat(stage.runUntil(50)).containsExactly("read 7 ok 0 at 11.2", "read 7 ok 0 at 12.4");
        assertThat(stage.reads()).isEqualTo(1);
        assertThat(stage.measure("waits")).isEqualTo(1);
        assertThat(stage.measure("hits")).isEqualTo(1);
    }

    @Test
    void writeEndsTheLeaseAndPreventsAStaleFill() {
        CacheStage stage = CacheStage.of(c -> c.lease = Optional.of(Duration.ofSeconds(10)));
        stage.write(0, 7);
        stage.read(5, 7);
        stage.read(30, 7);
        assertThat(stage.runUntil(80))
                .containsExactly("write 7 ok 1 at 11.2", "read 7 ok 0 at 16.2", "read 7 ok 1 at 41.2");
        assertThat(stage.measure("stale_hits")).isZero();
    }

    @Test
    void unusedLeaseExpires() {
        CacheStage stage = CacheStage.of(c -> c.lease = Optional.of(Duration.ofMillis(40)));
        stage.scheduleAt(1e-6, () -> stage.store.begin(FailureMode.BLACKHOLE));
        stage.read(0, 7);
        stage.scheduleAt(20, () -> stage.store.end(FailureMode.BLACKHOLE));
        stage.read(5, 7);
        assertThat(stage.runUntil(200)).containsExactly("read 7 ok 0 at 59.0", "read 7 timed_out 0 at 100.7");
    }

    @Test
    void clientsWaitingForALeaseTimeOut() {
        CacheStage stage = CacheStage.of(c -> c.lease = Optional.of(Duration.ofSeconds(10)));
        stage.scheduleAt(1e-6, () -> stage.store.begin(FailureMode.BLACKHOLE));
        stage.read(0, 7);
        stage.read(5, 7);
        assertThat(stage.runUntil(200)).containsExactly("read 7 timed_out 0 at 100.7", "read 7 timed_out 0 at 112.7");
    }

    @ParameterizedTest
    @EnumSource(ReadPolicy.class)
    void expiredEntryIsServedWhileItIsRevalidated(ReadPolicy policy) {
        CacheStage stage = CacheStage.of(c -> {
            c.readPolicy = policy;
            c.ttl = Optional.of(Duration.ofMillis(30));
            c.staleWhileRevalidate = Optional.of(Duration.ofMillis(100));
        });
        stage.read(0, 7);
        stage.read(45, 7);
        stage.read(46, 7);
        stage.read(60, 7);
        stage.read(300, 7);
        stage.scheduleAt(20, () -> stage.versions().put(7, 5L));
        assertThat(stage.runUntil(400))
                .containsExactly(
                        "read 7 ok 0 at 11.2",
                        "read 7 ok 0 at 45.7",
                        "read 7 ok 0 at 46.7",
                        "read 7 ok 5 at 60.7",
                        "read 7 ok 5 at 311.2");
        assertThat(stage.reads()).isEqualTo(3);
        assertThat(stage.measure("expired_hits")).isEqualTo(2);
        assertThat(stage.measure("refreshes")).isEqualTo(1);
        assertThat(stage.measure("expirations")).isEqualTo(1);
    }

    /**
     * A load takes 11 ms. The first read within 11 ms times an exponential random number before the expiry reloads the
     * entry.
     */
    @ParameterizedTest
    @EnumSource(ReadPolicy.class)
    void earlyRefreshReloadsEntriesBeforeTheyExpire(ReadPolicy policy) {
        CacheStage stage = CacheStage.of(c -> {
            c.readPolicy = policy;
            c.ttl = Optional.of(Duration.ofMillis(100));
            c.earlyRefresh = Optional.of(1.0);
        });
        for (int i = 0; i < 900; i++) {
            stage.read(i, 7);
        }
        stage.runUntil(999);
        assertThat(stage.measure("expirations")).isZero();
        assertThat(stage.measure("refreshes")).isBetween(8.0, 20.0);
        assertThat(stage.reads() - stage.measure("misses")).isEqualTo(stage.measure("refreshes"));
    }

    @Test
    void ttlJitterSpreadsExpirations() {
        CacheStage stage = CacheStage.of(c -> {
            c.ttl = Optional.of(Duration.ofMillis(400));
            c.ttlJitter = new Share(0.1);
        });
        for (int key = 1; key <= 1000; key++) {
            stage.read(0, key);
            stage.read(11.2 + 0.25 + 380, key);
        }
        stage.runUntil(999);
        assertThat(stage.measure("expirations")).isBetween(200.0, 300.0);
    }

    @Test
    void rejectsSettingsWithoutTheirPrerequisites() {
        assertThatThrownBy(() -> CacheStage.of(c -> c.earlyRefresh = Optional.of(1.0)))
                .hasMessageContaining("need a 'ttl'");
        assertThatThrownBy(() -> CacheStage.of(c -> {
                    c.lease = Optional.of(Duration.ofSeconds(1));
                    c.readPolicy = ReadPolicy.READ_THROUGH;
                }))
                .hasMessageContaining("coalesce");
    }
}
