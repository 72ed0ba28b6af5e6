package dev.brownout.component.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.server.ServerSpecs;
import dev.brownout.fault.CrashFault;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Fixture;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Step;
import dev.brownout.step.PublishStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Batches of a host that collects Poisson messages until there are 64, or until the oldest has waited for 150 ms. By
 * renewal theory a batch is its first message and the messages that arrive while it waits, at most 63. The mean over
 * independent runs must be within four of its standard errors. A correct simulator misses that range once in a thousand
 * times.
 */
@Tag("law")
class PublishBatchTheoryTest {
    private static final int RUNS = 24;
    private static final double LINGER = 0.15;
    private static final int MAXIMUM = 64;

    private static Scenes scene(double perSecond, int most, double seconds) {
        return Scenes.scene()
                .withDuration(seconds, 0)
                .seededBy("batches of " + perSecond)
                .with("jobs", QueueFixture.DEFAULTS)
                .with("web", ServerSpecs.working(new ConstantDistribution(0), s -> {}))
                .requesting(
                        "upload",
                        new PoissonLoad(perSecond),
                        null,
                        null,
                        List.of(),
                        Scenes.visit("web"),
                        new PublishStep(
                                "jobs", Optional.of(most), Optional.of(Duration.ofMillis(150)), Step.Options.NONE));
    }

    private static List<VariantResult> results(Scenes scene, int runs) {
        return IntStream.range(0, runs).mapToObj(scene::run).toList();
    }

    private static void assertMean(
            List<VariantResult> results, ToDoubleFunction<VariantResult> reading, double expected) {
        int runs = results.size();
        double[] seen = results.stream().mapToDouble(reading).toArray();
        double mean =
                IntStream.range(0, runs).mapToDouble(i -> seen[i]).average().orElseThrow();
        double variance = IntStream.range(0, runs)
                        .mapToDouble(i -> (seen[i] - mean) * (seen[i] - mean))
                        .sum()
                / (runs - 1);
        assertThat(mean).isCloseTo(expected, within(4 * Math.sqrt(variance / runs)));
    }

    /** Returns the mean of the minimum of a Poisson variable and a bound. */
    private static double meanAtMost(double mean, int bound) {
        double probability = Math.exp(-mean);
        double sum = 0;
        double below = 0;
        for (int k = 0; k < bound; k++) {
            sum += k * probability;
            below += probability;
            probability *= mean / (k + 1);
        }
        return sum + bound * (1 - below);
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 200, 400})
    @ChosenRows(2)
    void meanBatchSizeFollowsRenewalTheory(double perSecond) {
        double expected = 1 + meanAtMost(perSecond * LINGER, MAXIMUM - 1);
        assertMean(
                results(scene(perSecond, MAXIMUM, 20), RUNS),
                result -> Fixture.measure(result, "jobs", "batched") / Fixture.measure(result, "jobs", "batches"),
                expected);
    }

    /**
     * The first message waits for the full linger time. The later messages wait for the rest of it, on average for
     * half.
     */
    @Test
    void messagesAndPublishersWaitForTheRestOfTheLinger() {
        double followers = 200 * LINGER;
        double expected = (LINGER + followers * LINGER / 2) / (1 + followers);
        List<VariantResult> results = results(scene(200, 100_000, 20), RUNS);
        assertMean(results, result -> Fixture.measure(result, "jobs", "gathering.mean") / 1e9, expected);
        assertMean(
                results, result -> result.requests().get("upload").successes().mean() / 1e9, expected);
    }

    /**
     * No message is held while no batch is open. An open batch holds its first message and the messages that arrived
     * since then.
     */
    @Test
    void crashLosesTheMessagesOfTheOpenBatch() {
        double expected = (LINGER + 200 * LINGER * LINGER / 2) / (1.0 / 200 + LINGER);
        Scenes scene = scene(200, 100_000, 5).withFault(new CrashFault(), "web", "1", 4);
        assertMean(results(scene, 60), result -> Fixture.measure(result, "jobs", "unsent"), expected);
        VariantResult one = scene.run();
        assertThat((double) one.requests().get("upload").successes().count())
                .isLessThanOrEqualTo(Fixture.measure(one, "jobs", "published"));
    }

    /** Batches are full after 3 ms, although the oldest message could wait for longer. */
    @Test
    void fullBatchIsSentImmediately() {
        VariantResult result = scene(20_000, MAXIMUM, 2).run();
        assertThat(Fixture.measure(result, "jobs", "batch_size")).isCloseTo(MAXIMUM, within(0.1));
        assertThat(Fixture.measure(result, "jobs", "published")).isCloseTo(40_000, within(4 * 200.0));
    }
}
