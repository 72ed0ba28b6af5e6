package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.data;
import static dev.brownout.component.database.DatabaseScene.measure;
import static dev.brownout.runtime.Fixture.eventsOf;
import static dev.brownout.runtime.Fixture.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.reads.Reads;
import dev.brownout.component.database.replication.Replication.Mode;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.Latency;
import dev.brownout.result.VariantResult;
import dev.brownout.spi.ReadFrom;
import dev.brownout.workload.ConstantIntervalLoad;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommitTest {
    private static DatabaseScene scene(Mode mode, double patienceSeconds) {
        return new DatabaseScene()
                .withDuration(100)
                .mode(mode)
                .backlog(new ConstantDistribution(300_000_000))
                .writing(new ConstantIntervalLoad(10), new UniformKeys(100), patienceSeconds);
    }

    private static Latency latency(VariantResult result) {
        return result.requests().get("write").successes();
    }

    @ParameterizedTest
    @CsvSource({"ASYNC, 0.5", "SEMI_SYNC, 1.0", "SYNC, 1.0", "QUORUM, 1.0"})
    void replicaAcknowledgementAddsOneRoundTripButNoBacklog(Mode mode, double millis) {
        VariantResult result = scene(mode, 5).networked().run();
        assertThat(latency(result).max()).isCloseTo(millis * 1e6, within(10.0));
        assertThat(data(result).acknowledged()).isEqualTo(data(result).attempted());
    }

    @Test
    void semiSyncDegradesToAsyncAfterTheTimeout() {
        VariantResult result =
                scene(Mode.SEMI_SYNC, 60).blackhole("replica-*", 20.05, 40).run();
        assertThat(latency(result).max()).isCloseTo(10 * DatabaseScene.SECOND, within(10.0));
        assertThat(data(result).acknowledged()).isEqualTo(data(result).attempted());
        assertThat(second(result, "degraded-to-async")).isCloseTo(30.1, within(1e-6));
        assertThat(second(result, "synchronous-again")).isCloseTo(60.05, within(0.2));
        assertThat(measure(result, "degraded_to_async_seconds")).isCloseTo(29.95, within(0.2));
    }

    @Test
    void clientTimeoutBeforeDegradationLeavesPhantomWrites() {
        VariantResult result = scene(Mode.SEMI_SYNC, 1)
                .timeout(Duration.ofSeconds(5))
                .blackhole("replica-*", 20.05, 40)
                .run();
        assertThat(data(result).phantom()).isBetween(39L, 41L);
        assertThat(data(result).durable()).isEqualTo(data(result).attempted());
    }

    @Test
    void writesAcknowledgedWhileDegradedAreLostWithThePrimary() {
        VariantResult result = scene(Mode.SEMI_SYNC, 1)
                .leased(true)
                .blackhole("replica-*", 20.05, 60)
                .powerOff("primary", 40.05)
                .run();
        assertThat(data(result).lost()).isBetween(108L, 112L);
        assertThat(measure(result, "degraded_to_async_seconds")).isCloseTo(9.95, within(0.1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"SEMI_SYNC", "SYNC", "QUORUM"})
    void replicatedCommitsAreNeverLost(Mode mode) {
        for (int replication = 0; replication < 20; replication++) {
            VariantResult result = scene(mode, 1)
                    .networked()
                    .leased(true)
                    .powerOff("primary", 40.0)
                    .run(replication);
            assertThat(eventsOf(result, "promoted")).hasSize(1);
            assertThat(data(result).lost()).isZero();
        }
    }

    @Test
    void syncRequiresAcknowledgementOfAllReplicas() {
        VariantResult result =
                scene(Mode.SYNC, 1).blackhole("replica-2", 20.05, 40).run();
        assertThat(result.requests().get("write").outcomes().get("timed_out")).isBetween(385L, 400L);
        assertThat(measure(result, "degraded_to_async_seconds")).isZero();
    }

    @Test
    void quorumCommitsWithAMajority() {
        VariantResult result =
                scene(Mode.QUORUM, 1).blackhole("replica-2", 20.05, 40).run();
        assertThat(data(result).acknowledged()).isEqualTo(data(result).attempted());
    }

    @Test
    void quorumDoesNotCommitWithAMinority() {
        VariantResult result =
                scene(Mode.QUORUM, 1).blackhole("replica-*", 20.05, 40).run();
        assertThat(result.requests().get("write").outcomes().get("timed_out")).isBetween(385L, 400L);
    }

    @ParameterizedTest
    @CsvSource({"ASYNC, 0", "SYNC, 200"})
    void partitionDelaysTheReplicationStreamUntilItHeals(Mode mode, double failed) {
        VariantResult result = scene(mode, 1)
                .backlog(new ConstantDistribution(0))
                .primaryInWest()
                .reads(ReadFrom.ANY, Reads.Algorithm.RANDOM, Reads.Fallback.NONE, Optional.empty())
                .partition(20.05, 20)
                .run();
        assertThat(DatabaseScene.node(result, "replica-1", "lag.max")).isCloseTo(20e9, within(1e9));
        assertThat(data(result).durable()).isGreaterThan(mode == Mode.SYNC ? 880 : 790);
        assertThat(data(result).phantom()).isBetween((long) failed / 2 - 15, (long) failed);
    }

    @Test
    void rejectsWaitForAboveTheNumberOfReplicas() {
        assertThatThrownBy(() -> scene(Mode.SEMI_SYNC, 1).replicas(0).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wait_for");
    }
}
