package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.server.ConsumptionSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.fault.CrashFault;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.runtime.Fixture;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Step;
import dev.brownout.step.PublishStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Crash of one of four consumers of twelve partitions, at 40 messages/s. A stopped partition receives 40/12 messages/s.
 * These are Poisson counts: the tolerance for the mean over the runs is four standard errors, and a few messages in
 * progress.
 */
@Tag("law")
class ConsumerRebalanceLagTest {
    private static final int RUNS = 24;
    private static final double RATE = 40;
    /** Rate of the three partitions of the consumer that crashes. */
    private static final double STOPPED = 3 * RATE / 12;

    private static final double CRASH = 5;

    private static double meanGreatestLag(Rebalance rebalance, double seconds) {
        Scenes scene = Scenes.scene()
                .withDuration(seconds, 0)
                .seededBy("rebalance " + rebalance)
                .with("likes", TopicSpecs.topic(its -> {
                    its.partitions = 12;
                    its.rebalance = rebalance;
                }))
                .with("feed", ServerSpecs.working(new ExponentialDistribution(5e6), s -> {
                    s.nodes = 4;
                    s.consumes = Optional.of(new ConsumptionSpec(
                            "likes", Optional.empty(), Optional.empty(), false, Optional.empty(), List.of()));
                }))
                .requesting(
                        "like",
                        new PoissonLoad(RATE),
                        null,
                        null,
                        List.of(),
                        new PublishStep("likes", Step.Options.NONE))
                .withFault(new CrashFault(), "feed", "2", CRASH);
        double sum = 0;
        for (int i = 0; i < RUNS; i++) {
            sum += Fixture.measure(scene.run(i), "likes", "lag.max");
        }
        return sum / RUNS;
    }

    private static double error(double messages) {
        return 4 * Math.sqrt(messages / RUNS) + 3;
    }

    @Test
    void partitionsOfADeadConsumerWaitForItsSessionToEnd() {
        Rebalance any = new Rebalance.Eager(Duration.ofSeconds(3));
        // The last commit was on average 0.1 s before the crash.
        assertThat(meanGreatestLag(any, CRASH + 44.9)).isCloseTo(STOPPED * 44.9, within(error(STOPPED * 44.9)));
    }

    @Test
    @Tag("change")
    void eagerRebalanceStopsAllPartitions() {
        Rebalance eager = new Rebalance.Eager(Duration.ofSeconds(3));
        assertThat(meanGreatestLag(eager, CRASH + 60))
                .isCloseTo(STOPPED * 45 + RATE * 3, within(error(STOPPED * 45 + RATE * 3) + 1));
    }

    @Test
    void cooperativeRebalanceStopsOnlyMovedPartitions() {
        Rebalance cooperative = new Rebalance.Cooperative(Duration.ofSeconds(3));
        assertThat(meanGreatestLag(cooperative, CRASH + 60)).isCloseTo(STOPPED * 48, within(error(STOPPED * 48) + 1));
    }
}
