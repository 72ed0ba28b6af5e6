package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.data;
import static dev.brownout.component.database.DatabaseScene.measure;
import static dev.brownout.runtime.Fixture.eventsOf;
import static dev.brownout.runtime.Fixture.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.failover.WriteRecoverySpec;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Rate;
import dev.brownout.workload.ConstantIntervalLoad;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Recovery of writes that were lost at a failover: number, time, and conflicts. */
class RecoveryTest {
    private static final double RATE = 50;

    /**
     * Returns a scene with 200 writes/s, a replica that lags by 0.5 s, and a primary that is down from 60 s to 160 s.
     */
    private static DatabaseScene scene(int keys) {
        return scene(keys, 300).powerOff("primary", 60, 100);
    }

    private static DatabaseScene scene(int keys, double seconds) {
        return new DatabaseScene()
                .withDuration(seconds)
                .replicas(1)
                .backlog(new ConstantDistribution(500e6))
                .writing(new ConstantIntervalLoad(200), new UniformKeys(keys), 1);
    }

    @Test
    void lostWritesAreRecoveredAtTheConfiguredRate() {
        VariantResult result =
                scene(1_000_000_000).recovering(30, RATE).leased(true).run();
        int lost = (int) measure(result, "lost_writes");
        assertThat(lost).isBetween(99, 102);
        assertThat(measure(result, "recovered_writes")).isEqualTo(lost);
        assertThat(data(result).lost()).isZero();
        assertThat(second(result, "recovering")).isCloseTo(190, within(1e-6));
        assertThat(second(result, "recovered")).isCloseTo(190 + (lost - 1) / RATE, within(1e-6));
        assertThat(measure(result, "diverged_writes.max")).isEqualTo(lost);
    }

    @Test
    void overwrittenKeysAreConflictsAndAreNotRecovered() {
        int keys = 4_000;
        long lost = 0;
        double expected = 0;
        double variance = 0;
        long conflicts = 0;
        for (int seed = 0; seed < 20; seed++) {
            VariantResult result = scene(keys, 60)
                    .powerOff("primary", 10, 40)
                    .recovering(0, RATE)
                    .leased(true)
                    .seeded(seed)
                    .run();
            long its = (long) measure(result, "lost_writes");
            double from = second(result, "promoted");
            for (int i = 0; i < its; i++) {
                double distinct = 50 + i / RATE - from;
                double touched = 1 - StrictMath.exp(-200 * distinct / keys);
                expected += touched;
                variance += touched * (1 - touched);
            }
            lost += its;
            conflicts += (long) measure(result, "conflicts");
            assertThat(measure(result, "recovered_writes") + measure(result, "conflicts"))
                    .isEqualTo(its);
            assertThat(data(result).lost()).isEqualTo((long) measure(result, "conflicts"));
        }
        assertThat(lost).isGreaterThan(1900);
        assertThat((double) conflicts).isCloseTo(expected, within(4 * StrictMath.sqrt(variance)));
    }

    @Test
    void replacementOfTheOldPrimaryRecoversNoWrites() {
        Replacement soon = new Replacement(Duration.ofSeconds(10), new DataSize(1_000_000), new Bandwidth(1e9));
        VariantResult result = scene(1_000_000_000)
                .recovering(0, RATE)
                .replacing(soon)
                .leased(true)
                .run();
        assertThat(measure(result, "lost_writes")).isGreaterThan(90);
        assertThat(measure(result, "unrecoverable_writes")).isEqualTo(measure(result, "lost_writes"));
        assertThat(measure(result, "recovered_writes")).isZero();
        assertThat(measure(result, "diverged_writes"))
                .isCloseTo(measure(result, "lost_writes") * 10 / 300, within(10.0));
    }

    @Test
    void noWritesAreRecoveredIfTheNodeStaysDown() {
        VariantResult result = new DatabaseScene()
                .withDuration(300)
                .replicas(1)
                .backlog(new ConstantDistribution(500e6))
                .writing(new ConstantIntervalLoad(200), new UniformKeys(1000), 1)
                .powerOff("primary", 60)
                .recovering(0, RATE)
                .leased(true)
                .run();
        assertThat(measure(result, "recovered_writes")).isZero();
        assertThat(measure(result, "conflicts")).isZero();
        assertThat(data(result).lost()).isGreaterThan(90);
    }

    @Test
    void writesAcceptedByALatePrimaryAreRecovered() {
        VariantResult result = new DatabaseScene()
                .withDuration(300)
                .replicas(1)
                .writing(new PoissonLoad(20), new UniformKeys(1_000_000_000), 100)
                .pause("primary", 60, 60)
                .recovering(10, RATE)
                .leased(false)
                .run();
        assertThat(eventsOf(result, "late-write-accepted")).hasSize(1);
        assertThat(measure(result, "lost_writes")).isPositive();
        assertThat(measure(result, "recovered_writes")).isEqualTo(measure(result, "lost_writes"));
        assertThat(data(result).lost()).isZero();
    }

    @Test
    void recoveryWaitsForACrashedPrimary() {
        VariantResult result = scene(1_000_000_000)
                .work(new ConstantDistribution(0), new ConstantDistribution(3e6))
                .recovering(30, RATE)
                .leased(true)
                .crash("replica-1", 191, 5)
                .run();
        assertThat(measure(result, "recovered_writes")).isEqualTo(measure(result, "lost_writes"));
        assertThat(second(result, "recovered")).isBetween(196.9, 197.1);
    }

    @Test
    void rejectsAZeroRate() {
        assertThatThrownBy(() -> new WriteRecoverySpec(Duration.ZERO, new Rate(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate must be more than 0/s");
    }
}
