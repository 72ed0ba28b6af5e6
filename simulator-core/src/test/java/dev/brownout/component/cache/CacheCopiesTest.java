package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.hashing.Hashing;
import dev.brownout.host.FailureMode;
import dev.brownout.spec.DataSize;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Three nodes with a copy of each entry on the next node, which is promoted after 100 ms. The key is stored on the
 * first node. Expected times are calculated by hand as in {@link CacheTierTest}.
 */
class CacheCopiesTest {
    private static final int KEY = firstAfter(0);

    private static final String OCCUPIED = "cache/2 takes over from cache/1 (";

    private static int firstAfter(int other) {
        return IntStream.iterate(other + 1, key -> key + 1)
                .filter(key -> Long.remainderUnsigned(Hashing.hash(key), 3) == 0)
                .findFirst()
                .orElseThrow();
    }

    private static CacheSpecs three(CacheSpecs c) {
        c.nodes = 3;
        c.copies = 2;
        c.failover = Duration.ofMillis(100);
        return c;
    }

    private static CacheStage staged(Consumer<CacheSpecs> otherwise) {
        return CacheStage.of(c -> otherwise.accept(three(c)));
    }

    private static void injectOutage(CacheStage stage, int node, FailureMode mode, double from, double to) {
        stage.scheduleAt(from, () -> stage.hosts.get(node - 1).begin(mode));
        stage.scheduleAt(to, () -> stage.hosts.get(node - 1).end(mode));
    }

    private static String read(String outcome, double position) {
        return "read " + KEY + " " + outcome + " at " + position;
    }

    @Test
    void nextNodeIsPromotedWithItsCopies() {
        CacheStage stage = staged(c -> {});
        stage.read(0, KEY);
        injectOutage(stage, 1, FailureMode.CRASH, 100, 2000);
        stage.read(150, KEY);
        stage.read(250, KEY);
        assertThat(stage.runUntil(400))
                .containsExactly(
                        read("ok 0", 11.2), read("ok 0", 161.0), OCCUPIED + "0 updates lost)", read("ok 0", 250.7));
        assertThat(stage.reads()).isEqualTo(2);
        assertThat(stage.measure("failovers")).isEqualTo(1);
        assertThat(stage.measure("lost_changes")).isZero();
    }

    @Test
    void withoutCopiesReadsMissUntilTheNodeIsBackAndLoaded() {
        CacheStage stage = staged(c -> c.copies = 1);
        stage.read(0, KEY);
        injectOutage(stage, 1, FailureMode.CRASH, 100, 300);
        stage.read(250, KEY);
        stage.read(350, KEY);
        stage.runUntil(400);
        assertThat(stage.reads()).isEqualTo(3);
    }

    /**
     * A primary that restarts empty within the failover time makes its replicas empty, as the manual of Redis warns.
     */
    @Test
    void quickRestartOfThePrimaryEmptiesItsCopies() {
        CacheStage stage = staged(c -> {});
        stage.read(0, KEY);
        injectOutage(stage, 1, FailureMode.CRASH, 100, 150);
        injectOutage(stage, 1, FailureMode.CRASH, 300, 2000);
        stage.read(450, KEY);
        stage.runUntil(600);
        assertThat(stage.reads()).isEqualTo(2);
        assertThat(stage.measure("failovers")).isEqualTo(1);
    }

    @Test
    void unreplicatedChangesAreLostAndTheCopyIsStale() {
        CacheStage stage = staged(c -> {
            c.writePolicy = WritePolicy.UPDATE;
            c.copyLag = Duration.ofMillis(50);
        });
        stage.read(0, KEY);
        stage.write(80, KEY);
        injectOutage(stage, 1, FailureMode.CRASH, 100, 2000);
        stage.read(250, KEY);
        assertThat(stage.runUntil(400))
                .containsExactly(
                        read("ok 0", 11.2),
                        "write " + KEY + " ok 1 at 91.2",
                        OCCUPIED + "1 update lost)",
                        read("stale 0", 250.7));
        assertThat(stage.measure("lost_changes")).isEqualTo(1);
    }

    @Test
    void aDeleteReachesTheCopy() {
        CacheStage stage = staged(c -> {});
        stage.read(0, KEY);
        stage.write(50, KEY);
        injectOutage(stage, 1, FailureMode.CRASH, 100, 2000);
        stage.read(250, KEY);
        assertThat(stage.runUntil(400)).endsWith(OCCUPIED + "0 updates lost)", read("ok 1", 261.2));
    }

    /**
     * A write that waits at a paused node is applied there after the failover, when the node no longer receives
     * requests.
     */
    @Test
    void changesOfAReplacedPrimaryAreLost() {
        CacheStage stage = staged(c -> {
            c.writePolicy = WritePolicy.UPDATE;
            c.failover = Duration.ofMillis(60);
        });
        stage.read(0, KEY);
        injectOutage(stage, 1, FailureMode.PAUSE, 100, 180);
        stage.write(99, KEY);
        stage.read(200, KEY);
        assertThat(stage.runUntil(400))
                .containsExactly(
                        read("ok 0", 11.2),
                        OCCUPIED + "0 updates lost)",
                        "write " + KEY + " ok 1 at 180.45",
                        read("stale 0", 200.7));
        assertThat(stage.measure("lost_changes")).isEqualTo(1);
    }

    @Test
    void returnedNodeFollowsAndCanBePromotedAgain() {
        CacheStage stage = staged(c -> {});
        stage.read(0, KEY);
        injectOutage(stage, 1, FailureMode.CRASH, 100, 250);
        stage.read(300, KEY);
        injectOutage(stage, 2, FailureMode.BLACKHOLE, 350, 2000);
        stage.read(550, KEY);
        assertThat(stage.runUntil(700))
                .containsExactly(
                        read("ok 0", 11.2),
                        OCCUPIED + "0 updates lost)",
                        read("ok 0", 300.7),
                        "cache/1 takes over from cache/2 (0 updates lost)",
                        "cache/3 takes over from cache/2 (0 updates lost)",
                        read("ok 0", 550.7));
        assertThat(stage.reads()).isEqualTo(1);
    }

    @Test
    void reconnectedCopyIsFullyResynchronized() {
        CacheStage stage = staged(c -> {});
        injectOutage(stage, 2, FailureMode.BLACKHOLE, 10, 90);
        stage.read(50, KEY);
        injectOutage(stage, 1, FailureMode.CRASH, 150, 2000);
        stage.read(300, KEY);
        stage.runUntil(400);
        assertThat(stage.reads()).isEqualTo(1);
    }

    @Test
    void withoutReachableCopiesTheFirstToReturnIsPromoted() {
        CacheStage stage = staged(c -> {});
        stage.read(0, KEY);
        injectOutage(stage, 2, FailureMode.BLACKHOLE, 50, 300);
        injectOutage(stage, 1, FailureMode.CRASH, 100, 2000);
        stage.read(250, KEY);
        stage.read(350, KEY);
        stage.runUntil(400);
        assertThat(stage.reads()).isEqualTo(2);
    }

    @Test
    void copiesShareTheCapacityOfANode() {
        CacheStage stage = staged(c -> c.entries = Optional.of(2));
        stage.read(0, KEY);
        stage.read(50, firstAfter(KEY));
        stage.runUntil(100);
        assertThat(stage.measure("evictions")).isEqualTo(2);
    }

    @Test
    void replicationUsesTheCores() {
        CacheStage stage = staged(c -> c.cores = Optional.of(1));
        stage.read(0, KEY);
        stage.runUntil(100);
        assertThat(stage.measure("utilization")).isEqualTo(0.6 / 300);
    }

    @Test
    void rejectsIncompatibleSettings() {
        assertThatThrownBy(() -> CacheSpecs.with(c -> three(c).copies = 4))
                .hasMessageContaining("each copy needs a node of its own");
        assertThatThrownBy(() -> CacheSpecs.with(c -> three(c).ejectAfter = Optional.of(1)))
                .hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> CacheSpecs.with(c -> three(c).writePolicy = WritePolicy.BACK))
                .hasMessageContaining("excludes 'copies'");
        assertThat(CacheSpecs.with(c -> three(c).memory = Optional.of(new DataSize(1))))
                .isNotNull();
    }
}
