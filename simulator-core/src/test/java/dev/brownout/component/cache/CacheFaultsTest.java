package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import org.junit.jupiter.api.Test;

/** Effects of cache faults on clients. Expected times are calculated by hand as in {@link CacheTierTest}. */
class CacheFaultsTest {
    @Test
    void aCrashedCacheIsAMissForLookAsideAndLosesItsEntries() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        Host cache = stage.hosts.get(0);
        stage.read(0, 7);
        stage.scheduleAt(20, () -> cache.begin(FailureMode.CRASH));
        stage.read(30, 7);
        stage.scheduleAt(50, () -> cache.end(FailureMode.CRASH));
        stage.read(60, 7);
        stage.read(80, 7);
        assertThat(stage.runUntil(100))
                .containsExactly(
                        "read 7 ok 0 at 11.2", "read 7 ok 0 at 41.0", "read 7 ok 0 at 71.2", "read 7 ok 0 at 80.7");
        assertThat(stage.measure("misses")).isEqualTo(2);
    }

    @Test
    void aCrashedCacheStopsReadThrough() {
        CacheStage stage = CacheStage.of(ReadPolicy.READ_THROUGH);
        stage.scheduleAt(1e-6, () -> stage.hosts.get(0).begin(FailureMode.CRASH));
        stage.read(30, 7);
        assertThat(stage.runUntil(100)).containsExactly("read 7 refused 0 at 30.5");
        assertThat(stage.reads()).isZero();
    }

    @Test
    void crashDuringALookupSendsNoLoadToTheSource() {
        CacheStage stage = CacheStage.of(ReadPolicy.READ_THROUGH);
        stage.read(0, 7);
        stage.scheduleAt(0.3, () -> stage.hosts.get(0).begin(FailureMode.CRASH));
        assertThat(stage.runUntil(100)).containsExactly("read 7 reset 0 at 0.55");
        assertThat(stage.reads()).isZero();
    }

    @Test
    void pausedCacheRespondsAfterThePause() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        stage.read(0, 7);
        stage.read(20, 7);
        stage.scheduleAt(20.3, () -> stage.hosts.get(0).begin(FailureMode.PAUSE));
        stage.scheduleAt(60, () -> stage.hosts.get(0).end(FailureMode.PAUSE));
        assertThat(stage.runUntil(100)).containsExactly("read 7 ok 0 at 11.2", "read 7 ok 0 at 60.25");
    }

    @Test
    void slowCacheDelaysItsResponses() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        stage.read(0, 7);
        stage.scheduleAt(15, () -> stage.hosts.get(0).slow(10));
        stage.read(20, 7);
        assertThat(stage.runUntil(100)).containsExactly("read 7 ok 0 at 11.2", "read 7 ok 0 at 22.5");
    }

    @Test
    void flushRemovesAllEntries() {
        CacheStage stage = CacheStage.of(ReadPolicy.LOOK_ASIDE);
        stage.read(0, 7);
        stage.runUntil(20);
        stage.cache.flush();
        stage.read(30, 7);
        assertThat(stage.runUntil(100)).containsExactly("read 7 ok 0 at 41.2");
    }
}
