package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.fault.ScaleFault;
import dev.brownout.hashing.Hashing;
import dev.brownout.host.FailureMode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Distribution of keys over cache nodes that are added, removed or unreachable. Expected times are calculated by hand
 * as in {@link CacheTierTest}.
 */
class CacheNodesTest {
    private static final int KEYS = 2000;

    /** Reads all keys at 0 ms, and again at 500 ms, after the tier was scaled. */
    private static CacheStage afterScaling(Hashing hashing, int from, int to) {
        CacheSpec spec = CacheSpecs.with(c -> {
            c.nodes = from;
            c.hashing = hashing;
        });
        CacheStage stage = CacheStage.of(CacheStage.scenes(spec).withFault(new ScaleFault(to), "cache", "", 0.1));
        for (int key = 1; key <= KEYS; key++) {
            stage.read(0, key);
            stage.read(500, key);
        }
        stage.runUntil(999);
        return stage;
    }

    @ParameterizedTest
    @CsvSource({
        "MODULO, 4, 5, 0.8",
        "RING, 4, 5, 0.2",
        "RENDEZVOUS, 4, 5, 0.2",
        "JUMP, 4, 5, 0.2",
        "MODULO, 2, 4, 0.5",
        "RING, 4, 2, 0.5"
    })
    void movedKeysAreMissedOnce(Hashing hashing, int from, int to, double moved) {
        CacheStage stage = afterScaling(hashing, from, to);
        double tolerance = hashing == Hashing.RING ? 0.08 : 0.03;
        assertThat(stage.measure("moved_keys")).isCloseTo(moved, within(tolerance));
        assertThat(stage.reads()).isEqualTo(KEYS + (int) Math.round(stage.measure("moved_keys") * KEYS));
        assertThat(stage.measure("hits")).isEqualTo(2.0 * KEYS - stage.reads());
    }

    @Test
    void skewMeasuresHowEvenlyKeysAreSpread() {
        assertThat(afterScaling(Hashing.MODULO, 4, 4).measure("skew")).isBetween(1.0, 1.1);
        assertThat(afterScaling(Hashing.RING, 4, 4).measure("skew")).isBetween(1.0, 1.4);
        assertThat(afterScaling(Hashing.RING, 4, 4).measure("moved_keys")).isNaN();
    }

    /** Returns a cache of two nodes. The second node is unreachable from 50 ms on. */
    private static CacheStage dark(Optional<Integer> ejectAfter, Hashing hashing) {
        CacheStage stage = CacheStage.of(c -> {
            c.nodes = 2;
            c.hashing = hashing;
            c.clientTimeout = Optional.of(Duration.ofMillis(20));
            c.ejectAfter = ejectAfter;
            c.ejectFor = Duration.ofMillis(300);
        });
        stage.scheduleAt(50, () -> stage.hosts.get(1).begin(FailureMode.BLACKHOLE));
        return stage;
    }

    private static int keyOnTheSecond(Hashing hashing) {
        var placement = hashing.placementOf(java.util.List.of("1", "2"), 160);
        int key = 1;
        while (placement.nodeOf(Hashing.hash(key)) != 1) {
            key++;
        }
        return key;
    }

    @ParameterizedTest
    @EnumSource(Hashing.class)
    void unresponsiveNodeIsEjectedAfterConsecutiveFailures(Hashing hashing) {
        CacheStage stage = dark(Optional.of(2), hashing);
        int key = keyOnTheSecond(hashing);
        for (int index : new int[] {0, 100, 150, 200, 250, 550, 600, 650}) {
            stage.read(index, key);
        }
        String out = "cache/2 ejected by clients for 300ms";
        assertThat(stage.runUntil(999))
                .containsExactly(
                        "read " + key + " ok 0 at 11.2",
                        "read " + key + " ok 0 at 130.5",
                        out,
                        "read " + key + " ok 0 at 180.5",
                        "read " + key + " ok 0 at 211.2",
                        "read " + key + " ok 0 at 250.7",
                        "read " + key + " ok 0 at 580.5",
                        out,
                        "read " + key + " ok 0 at 630.5",
                        "read " + key + " ok 0 at 650.7");
        assertThat(stage.measure("ejections")).isEqualTo(2);
        assertThat(stage.measure("moved_keys")).isEqualTo(1);
    }

    @Test
    void clientWithoutEjectionWaitsForEachTimeout() {
        CacheStage stage = dark(Optional.empty(), Hashing.RING);
        int key = keyOnTheSecond(Hashing.RING);
        for (int index : new int[] {0, 100, 150, 200}) {
            stage.read(index, key);
        }
        assertThat(stage.runUntil(999))
                .containsExactly(
                        "read " + key + " ok 0 at 11.2",
                        "read " + key + " ok 0 at 130.5",
                        "read " + key + " ok 0 at 180.5",
                        "read " + key + " ok 0 at 230.5");
        assertThat(stage.measure("ejections")).isZero();
    }

    @Test
    void responseResetsTheFailureCount() {
        CacheStage stage = dark(Optional.of(2), Hashing.RING);
        int key = keyOnTheSecond(Hashing.RING);
        stage.read(100, key);
        stage.scheduleAt(150, () -> stage.hosts.get(1).end(FailureMode.BLACKHOLE));
        stage.read(200, key);
        stage.scheduleAt(250, () -> stage.hosts.get(1).begin(FailureMode.BLACKHOLE));
        stage.read(300, key);
        stage.runUntil(999);
        assertThat(stage.measure("ejections")).isZero();
    }

    @Test
    void cacheIsSkippedImmediatelyIfAllNodesAreEjected() {
        for (ReadPolicy policy : ReadPolicy.values()) {
            CacheStage stage = CacheStage.of(c -> {
                c.readPolicy = policy;
                c.ejectAfter = Optional.of(1);
            });
            stage.scheduleAt(1e-6, () -> stage.hosts.get(0).begin(FailureMode.CRASH));
            stage.read(10, 7);
            stage.read(50, 7);
            assertThat(stage.runUntil(100))
                    .containsExactly(
                            "cache/1 ejected by clients for 30s",
                            policy == ReadPolicy.LOOK_ASIDE ? "read 7 ok 0 at 21.0" : "read 7 refused 0 at 10.5",
                            policy == ReadPolicy.LOOK_ASIDE ? "read 7 ok 0 at 60.5" : "read 7 unavailable 0 at 50.0");
        }
    }

    @Test
    void popularKeysAreWarmAtTheStartAndAfterACrash() {
        CacheStage stage = CacheStage.of(c -> {
            c.nodes = 3;
            c.hashing = Hashing.RING;
            c.warm = Optional.of(100);
        });
        for (int key = 1; key <= 200; key++) {
            stage.read(key, key);
            stage.read(500 + key, key);
        }
        stage.scheduleAt(400, () -> stage.hosts.get(1).begin(FailureMode.CRASH));
        stage.scheduleAt(450, () -> stage.hosts.get(1).end(FailureMode.CRASH));
        stage.runUntil(450);
        assertThat(stage.measure("hits")).isEqualTo(100);
        stage.runUntil(999);
        assertThat(stage.measure("hits")).isBetween(200.0 + 40, 200.0 + 90);
    }
}
