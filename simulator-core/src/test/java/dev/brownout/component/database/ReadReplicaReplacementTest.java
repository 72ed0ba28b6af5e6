package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.measure;
import static dev.brownout.runtime.Fixture.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.reads.Reads;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.spec.DataSize;
import dev.brownout.spi.ReadFrom;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Failure and replacement of one of two read replicas. The expected ranges are those of one run in independent
 * simulations of this scenario.
 */
class ReadReplicaReplacementTest {
    private static VariantResult story(int replicas, Reads.Fallback fallback, Optional<Duration> maxLag) {
        return new DatabaseScene()
                .withDuration(600)
                .networked()
                .seededBy("a read replica dies")
                .replicas(replicas)
                .cores(4)
                .queue(100)
                .work(new ExponentialDistribution(20e6), new ExponentialDistribution(20e6))
                .backlog(LognormalDistribution.byPercentiles(50e6, 500e6))
                .applying(200, 0.5)
                .reads(ReadFrom.REPLICAS, Reads.Algorithm.ROUND_ROBIN, fallback, maxLag)
                .replacing(new Replacement(
                        Duration.ofSeconds(60), new DataSize(6_000_000_000L), new Bandwidth(800_000_000)))
                .reading(new PoissonLoad(135), new UniformKeys(1000), 1)
                .writing(new PoissonLoad(15), new UniformKeys(1000), 1)
                .powerOff("replica-1", 180)
                .run();
    }

    private static double availability(VariantResult result) {
        return result.requests().get("all").availability();
    }

    @Test
    void remainingReplicaServesTheReads() {
        VariantResult result = story(2, Reads.Fallback.PRIMARY, Optional.of(Duration.ofSeconds(1)));
        assertThat(result.requests().get("read").failed()).isBetween(339L, 475L);
        assertThat(result.requests().get("read").successes().p99()).isBetween(95e6, 105e6);
        assertThat(measure(result, "stale_age.max")).isBetween(0.33e9, 1.1e9);
        assertThat(measure(result, "stale_reads")).isBetween(60.0, 120.0);
        assertThat(second(result, "caught-up") - second(result, "copied")).isBetween(4.4, 5.2);
    }

    @Test
    void primaryServesReadsWithoutReplicas() {
        VariantResult result = story(1, Reads.Fallback.PRIMARY, Optional.of(Duration.ofSeconds(1)));
        assertThat(availability(result)).isBetween(0.988, 0.993);
    }

    @Test
    void readsFailWithoutReplicasAndFallback() {
        VariantResult result = story(1, Reads.Fallback.NONE, Optional.of(Duration.ofSeconds(1)));
        assertThat(availability(result)).isBetween(0.79, 0.815);
    }

    @Test
    void replacementServesStaleReadsBeforeItHasCaughtUp() {
        VariantResult result = story(2, Reads.Fallback.PRIMARY, Optional.empty());
        assertThat(measure(result, "stale_age.max")).isBetween(49e9, 60e9);
        assertThat(measure(result, "stale_reads")).isBetween(165.0, 235.0);
    }
}
