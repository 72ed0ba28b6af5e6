package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.measure;
import static dev.brownout.component.database.DatabaseScene.node;
import static dev.brownout.runtime.Fixture.eventsOf;
import static dev.brownout.runtime.Fixture.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.reads.Reads;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.spec.DataSize;
import dev.brownout.spi.ReadFrom;
import dev.brownout.workload.ConstantIntervalLoad;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplacementTest {
    /**
     * Returns a scene with one replica that applies 50 writes/s while 10 writes/s arrive. Its replacement starts after
     * 10 s and takes 20 s to copy.
     */
    private static DatabaseScene scene(Optional<Duration> maxLag) {
        return new DatabaseScene()
                .withDuration(120)
                .replicas(1)
                .applying(50, 0)
                .reads(ReadFrom.REPLICAS, Reads.Algorithm.ROUND_ROBIN, Reads.Fallback.PRIMARY, maxLag)
                .replacing(new Replacement(
                        Duration.ofSeconds(10), new DataSize(2_000_000_000L), new Bandwidth(800_000_000)))
                .writing(new ConstantIntervalLoad(10), new UniformKeys(10), 1)
                .reading(new ConstantIntervalLoad(50), new UniformKeys(10), 1);
    }

    @Test
    void replacementCopiesASnapshotAndThenCatchesUp() {
        VariantResult result = scene(Optional.empty()).powerOff("replica-1", 20).run();
        double ejected = second(result, "ejected");
        assertThat(second(result, "copying")).isCloseTo(ejected + 10, within(1e-6));
        assertThat(second(result, "copied")).isCloseTo(ejected + 30, within(1e-6));
        assertThat(second(result, "caught-up")).isCloseTo(ejected + 35, within(0.1));
        assertThat(result.history().roles())
                .filteredOn(span -> span.node().equals("replica-1"))
                .extracting(VariantResult.RoleSpan::role)
                .containsExactly("replica", "down", "copying", "replica");
    }

    @Test
    void replacementWithoutMaxLagServesReadsAsOldAsItsSnapshot() {
        VariantResult result = scene(Optional.empty()).powerOff("replica-1", 20).run();
        assertThat(measure(result, "stale_age.max")).isBetween(18e9, 20.1e9);
    }

    @Test
    void replacementWithMaxLagServesNoStaleReads() {
        VariantResult result = scene(Optional.of(Duration.ofMillis(200)))
                .powerOff("replica-1", 20)
                .run();
        assertThat(eventsOf(result, "copied")).hasSize(1);
        assertThat(measure(result, "stale_reads")).isZero();
    }

    @Test
    void replicaThatReturnsBeforeCopyingIsKept() {
        VariantResult result =
                scene(Optional.empty()).powerOff("replica-1", 20, 12).run();
        assertThat(eventsOf(result, "returned")).hasSize(1);
        assertThat(eventsOf(result, "copying")).isEmpty();
    }

    @Test
    void replicaThatReturnsDuringCopyingIsStillReplaced() {
        VariantResult result =
                scene(Optional.empty()).powerOff("replica-1", 20, 25).run();
        assertThat(second(result, "copied")).isGreaterThan(45);
        assertThat(eventsOf(result, "caught-up")).hasSize(1);
        assertThat(node(result, "replica-1", "lag.max")).isLessThan(40e9);
    }

    @Test
    void endOfTheFaultDoesNotAffectTheReplacement() {
        VariantResult result =
                scene(Optional.empty()).powerOff("replica-1", 20, 60).run();
        assertThat(eventsOf(result, "copied")).hasSize(1);
        assertThat(result.history().roles())
                .filteredOn(span -> span.node().equals("replica-1"))
                .extracting(VariantResult.RoleSpan::role)
                .containsExactly("replica", "down", "copying", "replica");
    }
}
