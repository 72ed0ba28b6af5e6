package dev.brownout.component.quorumstore;

import static dev.brownout.component.quorumstore.StoreScene.data;
import static dev.brownout.component.quorumstore.StoreScene.measure;
import static dev.brownout.component.quorumstore.StoreScene.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.fault.CrashFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Repair of copies after an outage: hinted handoff, comparison of copies, read repair, and sloppy quorums. */
class RepairSpecTest {
    private static final Optional<Duration> NONE = Optional.empty();
    private static final Optional<Duration> HOURS = Optional.of(Duration.ofHours(3));

    /** Returns a scene with one of three nodes down from 10 s to 40 s. Each key is written about every 50 s. */
    private static StoreScene scene(
            double seconds, boolean reads, Optional<Duration> handoff, Optional<Duration> every) {
        return new StoreScene()
                .withDuration(seconds)
                .quorum(1, 2)
                .repairing(reads, handoff, every)
                .writing(new PoissonLoad(20), new UniformKeys(1000))
                .reading(new PoissonLoad(100), new UniformKeys(1000))
                .withFault(new PowerOffFault(), "kv", "3", 10, 40);
    }

    private static long staleAfterAMinute(boolean reads, Optional<Duration> handoff, Optional<Duration> every) {
        long before = data(scene(65, reads, handoff, every).run()).staleReads();
        assertThat(before).isPositive();
        return data(scene(130, reads, handoff, every).run()).staleReads() - before;
    }

    @Test
    void withoutRepairACopyIsStaleUntilTheNextWrite() {
        assertThat(staleAfterAMinute(false, NONE, NONE)).isGreaterThan(100);
    }

    @Test
    void hintedHandoffDeliversAllMissedWrites() {
        assertThat(staleAfterAMinute(false, HOURS, NONE)).isZero();
        assertThat(measure(scene(45, false, HOURS, NONE).run(), "hints")).isPositive();
    }

    @Test
    void hintsAreNotKeptBeyondTheHandoffWindow() {
        Optional<Duration> tenSeconds = Optional.of(Duration.ofSeconds(10));
        assertThat(staleAfterAMinute(false, tenSeconds, NONE)).isPositive();
    }

    @Test
    void comparisonDeliversAllMissedWrites() {
        assertThat(staleAfterAMinute(false, NONE, Optional.of(Duration.ofSeconds(5))))
                .isZero();
    }

    /**
     * A key is stale for one reader in three until a read has also met the newer value, which happens once in three
     * reads.
     */
    @Test
    void readRepairReducesStaleReads() {
        VariantResult without = scene(130, false, NONE, NONE).run();
        VariantResult with = scene(130, true, NONE, NONE).run();
        assertThat(measure(with, "repairs")).isPositive();
        assertThat(data(with).staleReads()).isLessThan(data(without).staleReads() / 2);
        double missed = 20 * 26.0;
        assertThat((double) data(with).staleReads()).isLessThan(missed);
    }

    @Test
    void sloppyQuorumKeepsTheStoreAvailableAndHandsOverWrites() {
        VariantResult strict = scattered(false);
        VariantResult sloppy = scattered(true);
        assertThat(outcome(strict, "write", "unavailable")).isPositive();
        assertThat(outcome(sloppy, "write", "unavailable")).isZero();
        assertThat(data(sloppy).lost()).isZero();
        assertThat(data(strict).staleReads()).isZero();
        assertThat(data(sloppy).staleReads()).isPositive();
    }

    private static VariantResult scattered(boolean sloppy) {
        StoreScene scene = new StoreScene().nodes(6).repairing(false, HOURS, NONE);
        return (sloppy ? scene.sloppy(2, 2) : scene.quorum(2, 2))
                .withDuration(120)
                .writing(new PoissonLoad(50), new UniformKeys(500))
                .reading(new PoissonLoad(50), new UniformKeys(500))
                .withFault(new CrashFault(), "kv", "1", 10, 60)
                .withFault(new CrashFault(), "kv", "2", 10, 60)
                .withFault(new CrashFault(), "kv", "3", 10, 60)
                .run();
    }
}
