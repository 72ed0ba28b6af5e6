package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.host.FailureMode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Write policies of a cache: source, time of the write, and writes lost in a crash. Expected times are calculated by
 * hand as in {@link CacheTierTest}.
 */
class WritePoliciesTest {
    private static CacheStage writeThrough() {
        return CacheStage.of(c -> c.writePolicy = WritePolicy.THROUGH);
    }

    private static CacheStage back() {
        return CacheStage.of(c -> {
            c.writePolicy = WritePolicy.BACK;
            c.flushInterval = Duration.ofMillis(100);
        });
    }

    @Test
    void writeThroughWritesTheSourceAndCachesTheValue() {
        CacheStage stage = writeThrough();
        stage.write(0, 7);
        stage.read(20, 7);
        assertThat(stage.runUntil(50)).containsExactly("write 7 ok 1 at 11.2", "read 7 ok 1 at 20.7");
        assertThat(stage.writes()).isEqualTo(1);
        assertThat(stage.reads()).isZero();
    }

    /**
     * The source takes 10 ms and the round trip to it 0.5 ms. Updating the cache would add a round trip and a lookup.
     */
    @Test
    void bypassTakesTheTimeOfTheSourceAndLeavesAStaleCopy() {
        CacheStage stage = CacheStage.of(c -> c.writePolicy = WritePolicy.BYPASS);
        stage.read(0, 7);
        stage.write(20, 7);
        stage.read(40, 7);
        assertThat(stage.runUntil(60))
                .containsExactly("read 7 ok 0 at 11.2", "write 7 ok 1 at 30.5", "read 7 stale 0 at 40.7");
        assertThat(stage.measure("stale_share")).isEqualTo(1);
    }

    @Test
    void writeAroundDeletesTheCopyInAnotherRoundTrip() {
        CacheStage stage = CacheStage.of(c -> c.writePolicy = WritePolicy.AROUND);
        stage.read(0, 7);
        stage.write(20, 7);
        stage.read(40, 7);
        assertThat(stage.runUntil(60))
                .containsExactly("read 7 ok 0 at 11.2", "write 7 ok 1 at 31.2", "read 7 ok 1 at 51.2");
    }

    @Test
    void updateCachesTheNewValue() {
        CacheStage stage = CacheStage.of(c -> c.writePolicy = WritePolicy.UPDATE);
        stage.write(0, 7);
        stage.read(20, 7);
        assertThat(stage.runUntil(50)).containsExactly("write 7 ok 1 at 11.2", "read 7 ok 1 at 20.7");
        assertThat(stage.reads()).isZero();
    }

    @Test
    void updateLeavesTheCacheUnchangedIfCacheOrSourceFails() {
        CacheStage stage = CacheStage.of(c -> c.writePolicy = WritePolicy.UPDATE);
        stage.read(0, 7);
        stage.scheduleAt(20, () -> stage.store.begin(FailureMode.CRASH));
        stage.write(21, 7);
        stage.read(30, 7);
        stage.scheduleAt(40, () -> stage.store.end(FailureMode.CRASH));
        stage.scheduleAt(45, () -> stage.hosts.get(0).begin(FailureMode.BLACKHOLE));
        stage.write(50, 7);
        stage.scheduleAt(200, () -> stage.hosts.get(0).end(FailureMode.BLACKHOLE));
        stage.read(210, 7);
        assertThat(stage.runUntil(300))
                .containsExactly(
                        "read 7 ok 0 at 11.2",
                        "write 7 refused 0 at 21.5",
                        "read 7 ok 0 at 30.7",
                        "write 7 ok 1 at 160.5",
                        "read 7 stale 0 at 210.7");
    }

    @Test
    void updateEndsTheLeaseOfAStaleLoad() {
        CacheStage stage = CacheStage.of(c -> {
            c.writePolicy = WritePolicy.UPDATE;
            c.lease = Optional.of(Duration.ofSeconds(1));
        });
        stage.write(0, 7);
        stage.read(5, 7);
        stage.read(30, 7);
        assertThat(stage.runUntil(50))
                .containsExactly("write 7 ok 1 at 11.2", "read 7 ok 0 at 16.2", "read 7 ok 1 at 30.7");
    }

    @Test
    void writeThroughFailsIfTheCacheOrTheSourceFails() {
        CacheStage stage = writeThrough();
        stage.scheduleAt(1e-6, () -> stage.hosts.get(0).begin(FailureMode.CRASH));
        stage.write(1, 7);
        stage.scheduleAt(10, () -> stage.hosts.get(0).end(FailureMode.CRASH));
        stage.scheduleAt(11, () -> stage.store.begin(FailureMode.CRASH));
        stage.write(12, 7);
        assertThat(stage.runUntil(50)).containsExactly("write 7 refused 0 at 1.5", "write 7 refused 0 at 13.2");
        assertThat(stage.measure("lost_writes")).isZero();
    }

    @Test
    void concurrentReadRestoresTheOldVersionAfterAWriteThrough() {
        CacheStage stage = writeThrough();
        stage.write(0, 7);
        stage.read(5, 7);
        stage.read(30, 7);
        assertThat(stage.runUntil(50))
                .containsExactly("write 7 ok 1 at 11.2", "read 7 ok 0 at 16.2", "read 7 stale 0 at 30.7");
        assertThat(stage.measure("stale_hits")).isEqualTo(1);
    }

    @Test
    void writeBackRespondsImmediatelyAndFlushesEachKeyOnce() {
        CacheStage stage = back();
        for (int i = 0; i < 10; i++) {
            stage.write(i, 7);
            stage.write(i, 8);
        }
        assertThat(stage.runUntil(5)).startsWith("write 7 ok 0 at 0.7", "write 8 ok 0 at 0.7");
        assertThat(stage.runUntil(100)).hasSize(10);
        assertThat(stage.writes()).isZero();
        stage.runUntil(200);
        assertThat(stage.writes()).isEqualTo(2);
        stage.runUntil(999);
        assertThat(stage.writes()).isEqualTo(2);
        assertThat(stage.measure("lost_writes")).isZero();
    }

    @Test
    void crashLosesUnconfirmedWrites() {
        CacheStage stage = back();
        for (int i = 0; i < 10; i++) {
            stage.write(i, 7);
        }
        for (int i = 0; i < 4; i++) {
            stage.write(150 + i, 7);
        }
        stage.scheduleAt(170, () -> stage.hosts.get(0).begin(FailureMode.CRASH));
        stage.runUntil(999);
        assertThat(stage.writes()).isEqualTo(1);
        assertThat(stage.measure("lost_writes")).isEqualTo(4);
    }

    @Test
    void refusedFlushesAreRetried() {
        CacheStage stage = back();
        stage.write(0, 7);
        stage.scheduleAt(90, () -> stage.store.begin(FailureMode.CRASH));
        stage.scheduleAt(150, () -> stage.store.end(FailureMode.CRASH));
        stage.runUntil(999);
        assertThat(stage.versions()).containsEntry(7, 1L);
        assertThat(stage.measure("lost_writes")).isZero();
    }

    @Test
    void dirtyEntriesSurviveAFlushAndAreNotOverwrittenByFills() {
        CacheStage stage = back();
        stage.read(0, 7);
        stage.write(1, 7);
        stage.scheduleAt(30, () -> stage.cache.flush());
        stage.read(40, 7);
        assertThat(stage.runUntil(90))
                .containsExactly("write 7 ok 0 at 1.7", "read 7 ok 0 at 11.2", "read 7 ok 0 at 40.7");
        assertThat(stage.reads()).isEqualTo(1);
        stage.read(300, 7);
        assertThat(stage.runUntil(999)).containsExactly("read 7 ok 1 at 311.2");
    }

    @Test
    void writeAroundSucceedsWithoutTheCache() {
        CacheStage stage = CacheStage.of(c -> c.ejectAfter = Optional.of(1));
        stage.scheduleAt(1e-6, () -> stage.hosts.get(0).begin(FailureMode.CRASH));
        stage.write(1, 7);
        stage.write(50, 7);
        assertThat(stage.runUntil(99))
                .containsExactly("cache/1 ejected by clients for 30s", "write 7 ok 1 at 12.0", "write 7 ok 2 at 60.5");
    }
}
