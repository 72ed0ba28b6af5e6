package dev.brownout.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.server.ConsumptionSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.component.topic.Rebalance;
import dev.brownout.component.topic.TopicSpec;
import dev.brownout.policy.retry.Backoff;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Step;
import dev.brownout.step.PublishStep;
import dev.brownout.step.WaitStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forecasts for consumers of a topic, which process one message of each of their partitions at a time. */
class PartitionCapacityForecastTest {
    private static TopicSpec topic(int partitions) {
        return new TopicSpec(
                partitions,
                new ConstantDistribution(0),
                new TopicSpec.PartitionReplication(
                        1,
                        Optional.empty(),
                        1,
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(9),
                        false,
                        Optional.empty()),
                Duration.ofDays(7),
                new TopicSpec.ConsumerGroupSettings(
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(3),
                        TopicSpec.Membership.DYNAMIC,
                        new Rebalance.Eager(Duration.ofSeconds(3)),
                        Duration.ofMinutes(5),
                        Optional.empty(),
                        new Backoff.Constant(Duration.ofSeconds(1)),
                        Duration.ofMillis(500),
                        new Backoff.Constant(Duration.ofSeconds(1))));
    }

    /** Runs four consumers with four slots each, 5 ms of work and 5.5 ms of waiting for other components. */
    private static VariantResult run(int partitions, double perSecond, KeyPopularity keys) {
        Step wait = new WaitStep(new ConstantDistribution(5.5e6), Step.Options.NONE);
        return Scenes.scene()
                .withDuration(60, 5)
                .seededBy("partitions on paper")
                .with("likes", topic(partitions))
                .with("feed", ServerSpecs.working(new ExponentialDistribution(5e6), s -> {
                    s.nodes = 4;
                    s.consumes = Optional.of(new ConsumptionSpec(
                            "likes", Optional.empty(), Optional.empty(), false, Optional.empty(), List.of(wait)));
                }))
                .requesting(
                        "like",
                        new PoissonLoad(perSecond),
                        keys,
                        null,
                        List.of(),
                        new PublishStep("likes", Step.Options.NONE))
                .run();
    }

    private static Station station(Analysis analysis, String name) {
        return analysis.stations().stream()
                .filter(s -> s.station().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double consumed(VariantResult result) {
        return Scenes.measure(result, "feed", "throughput");
    }

    @Test
    void slotsLimitConsumersThatWait() {
        VariantResult result = run(32, 2000, null);
        Station feed = station(result.analysis(), "feed");
        assertThat(feed.capacityPerSecond()).isCloseTo(16 / 10.5e-3, within(1e-6));
        assertThat(feed.measuredUtilization()).isCloseTo(1, within(0.01));
        assertThat(consumed(result)).isCloseTo(1524, within(15.0));
        assertThat(result.analysis().warnings())
                .extracting(Object::toString)
                .containsExactly("feed overloaded: 2,000/s offered, capacity 1,524/s (131 %): it has 16 slots"
                        + " (4 messages at a time on each of 4 nodes), each held for at least 10.5ms,"
                        + " including downstream calls");
    }

    @Test
    void fewerPartitionsThanSlotsLimitConsumersFurther() {
        VariantResult result = run(12, 2000, null);
        assertThat(station(result.analysis(), "feed").capacityPerSecond()).isCloseTo(12 / 10.5e-3, within(1e-6));
        assertThat(consumed(result)).isCloseTo(1143, within(12.0));
        assertThat(result.analysis().warnings())
                .extracting(Object::toString)
                .containsExactly("feed overloaded: 2,000/s offered, capacity 1,143/s (175 %): it has 12 slots"
                        + " (one message at a time from each of 12 partitions, at most 4 per node), each held for"
                        + " at least 10.5ms, including downstream calls");
    }

    @Test
    void busiestPartitionLimitsTheThroughput() {
        KeyPopularity keys = new UniformKeys(1);
        VariantResult result = run(12, 200, keys);
        assertThat(station(result.analysis(), "feed").formula().toString())
                .isEqualTo("no estimate: its keys decide the load of each partition");
        assertThat(consumed(result)).isCloseTo(95.2, within(2.0));
    }
}
