package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.data;
import static dev.brownout.component.database.DatabaseScene.measure;
import static dev.brownout.runtime.Fixture.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.replication.Replication.Mode;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.result.VariantResult;
import dev.brownout.workload.PoissonLoad;
import org.junit.jupiter.api.Test;

/**
 * Power loss of a primary with two replicas and 200 writes/s. The expected ranges are those of one run in independent
 * simulations of this scenario.
 */
class PrimaryPowerLossTest {
    private static DatabaseScene story(Mode mode) {
        return new DatabaseScene()
                .withDuration(160)
                .networked()
                .seededBy("the primary loses power")
                .work(new ExponentialDistribution(4e6), new ExponentialDistribution(8e6))
                .mode(mode)
                .backlog(LognormalDistribution.byPercentiles(100e6, 400e6))
                .applying(0, 0.5)
                .leased(true)
                .writing(new PoissonLoad(200), null, 1)
                .powerOff("primary", 100);
    }

    @Test
    void asyncReplicationLosesTheBacklogOfTheMostAdvancedReplica() {
        double lost = 0;
        double promoted = 0;
        for (int i = 0; i < 12; i++) {
            VariantResult result = story(Mode.ASYNC).run(i);
            lost += data(result).lost();
            promoted += second(result, "promoted") - 100;
            assertThat(measure(result, "dual_primary_seconds")).isZero();
            assertThat(result.requests().get("write").successes().p50()).isCloseTo(6.1e6, within(0.3e6));
        }
        assertThat(lost / 12).isBetween(5.0, 33.0);
        assertThat(promoted / 12).isBetween(25.5, 30.5);
    }

    @Test
    void semiSyncReplicationAddsARoundTripAndLosesNothing() {
        VariantResult result = story(Mode.SEMI_SYNC).run();
        assertThat(data(result).lost()).isZero();
        assertThat(result.requests().get("write").successes().p50()).isCloseTo(6.6e6, within(0.3e6));
    }

    @Test
    void semiSyncLosesWritesAcknowledgedWithoutReachableReplicas() {
        VariantResult result =
                story(Mode.SEMI_SYNC).blackhole("replica-*", 80, 50).run();
        assertThat((double) data(result).lost()).isBetween(2135.0, 2290.0);
        assertThat(second(result, "degraded-to-async")).isCloseTo(90, within(0.1));
        assertThat(second(result, "promoted")).isCloseTo(133, within(1e-6));
        assertThat(measure(result, "degraded_to_async_seconds")).isCloseTo(10, within(0.1));
    }
}
