package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.policy.retry.Backoff;
import dev.brownout.policy.retry.RetrySpec;
import dev.brownout.policy.timeout.TimeoutSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
    /**
     * Returns a scene with clients that time out after 20 ms and retry, while the server continues to work on the
     * write.
     */
    private static DatabaseScene withShortTimeout() {
        return new DatabaseScene()
                .withDuration(50)
                .replicas(0)
                .work(new ConstantDistribution(0), new ExponentialDistribution(10e6))
                .writing(
                        new PoissonLoad(100),
                        new UniformKeys(100),
                        5,
                        new RetrySpec(5, new Backoff.None(), Optional.empty(), Optional.empty()),
                        new TimeoutSpec(Duration.ofMillis(20)));
    }

    @Test
    void retriesCreateDuplicatesWithoutDeduplication() {
        DataResult result = data(withShortTimeout().run());
        assertThat(result.duplicate()).isPositive();
        assertThat(result.durable()).isEqualTo(result.applied());
        assertThat(result.acknowledged()).isLessThanOrEqualTo(result.durable());
    }

    @Test
    void deduplicationAppliesEachWriteOnce() {
        DataResult result = data(withShortTimeout().deduplicating().run());
        assertThat(result.duplicate()).isZero();
        assertThat(result.acknowledged()).isPositive();
        assertThat(result.lost()).isZero();
    }

    @Test
    void deduplicationDoesNotChangeTheAcknowledgedWrites() {
        assertThat(data(withShortTimeout().run()).acknowledged())
                .isEqualTo(data(withShortTimeout().deduplicating().run()).acknowledged());
    }
}
