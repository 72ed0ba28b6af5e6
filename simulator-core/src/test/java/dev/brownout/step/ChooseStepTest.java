package dev.brownout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.DatabaseSpecs;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.spec.ChangingShare;
import dev.brownout.spec.Share;
import dev.brownout.spi.Step;
import dev.brownout.spi.Step.Alternative;
import dev.brownout.spi.Step.Options;
import dev.brownout.workload.TraceArrivals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Choose steps: each request takes exactly one of the alternatives. */
class ChooseStepTest {
    private static final int REQUESTS = 10_000;

    private static Alternative alternative(double share, Step... steps) {
        return new Alternative(Optional.of(ChangingShare.constant(share)), List.of(steps));
    }

    private static Alternative remainder(Step... steps) {
        return new Alternative(Optional.empty(), List.of(steps));
    }

    private static ChooseStep choose(Alternative... branches) {
        return new ChooseStep(List.of(branches), Options.NONE);
    }

    private static Step cpu(double millis) {
        return new CpuStep(new ConstantDistribution(millis * 1e6), Options.NONE);
    }

    /**
     * Returns a scenario with five hundred requests per second. Each request meets idle hosts and ends before the end
     * of the run.
     */
    private static Scenes scene(Step... steps) {
        return Scenes.scene()
                .withDuration(REQUESTS / 500.0 + 1)
                .with("a", ServerSpecs.working(new ConstantDistribution(1e6), s -> s.cores = 1000))
                .with("b", ServerSpecs.working(new ConstantDistribution(3e6), s -> s.cores = 1000))
                .with("db", DatabaseSpecs.working(new ConstantDistribution(5e6), d -> d.cores = 1000))
                .requesting(
                        "page",
                        new TraceArrivals(LongStream.range(0, REQUESTS)
                                .map(i -> i * 2_000_000)
                                .toArray()),
                        new UniformKeys(1000),
                        Duration.ofSeconds(10),
                        List.of(),
                        steps);
    }

    private static double offeredLoad(VariantResult result, String component) {
        return Scenes.measure(result, component, "offered");
    }

    private static double mean(VariantResult result) {
        return result.requests().get("page").successes().mean() / 1e6;
    }

    /**
     * Each request takes one alternative. Over the seeds the counts follow a binomial distribution, and they add up to
     * all requests.
     */
    @Test
    void eachRequestTakesExactlyOneAlternative() {
        double deviations = 0;
        int seeds = 10;
        for (int seed = 0; seed < seeds; seed++) {
            VariantResult result = scene(
                            choose(alternative(0.9, Scenes.visit("a")), alternative(0.1, Scenes.visit("b"))))
                    .seededBy("exactlyOneOfTheWaysIsTaken-" + seed)
                    .run();
            assertThat(offeredLoad(result, "a") + offeredLoad(result, "b")).isEqualTo(REQUESTS);
            double deviation = (offeredLoad(result, "b") - 0.1 * REQUESTS) / Math.sqrt(0.1 * 0.9 * REQUESTS);
            deviations += deviation * deviation;
            assertThat(mean(result))
                    .isCloseTo((offeredLoad(result, "a") + 3 * offeredLoad(result, "b")) / REQUESTS, within(1e-6));
        }
        // Chi-squared with 10 degrees of freedom: 0.05 % lies below 1.3, and 0.05 % above 31.4.
        assertThat(deviations).isBetween(1.3, 31.4);
    }

    /**
     * Steps after the choice run on the host that the alternative passed the request to. Without one they run on the
     * host of the choice.
     */
    @Test
    void stepsOfAnAlternativeReplaceTheChoice() {
        VariantResult passed = scene(
                        choose(alternative(0.5, Scenes.visit("a")), remainder(Scenes.visit("b"))),
                        cpu(2),
                        Scenes.read("db"))
                .run();
        double toB = offeredLoad(passed, "b") / REQUESTS;
        assertThat(offeredLoad(passed, "db")).isEqualTo(REQUESTS);
        assertThat(mean(passed)).isCloseTo(1 + 2 * toB + 2 + 5, within(1e-6));

        VariantResult inside = scene(
                        Scenes.visit("a"),
                        choose(alternative(0.3, Scenes.read("db"), cpu(1)), alternative(0.2), remainder(cpu(4))),
                        cpu(2))
                .run();
        double reads = offeredLoad(inside, "db") / REQUESTS;
        double works = (mean(inside) - 3 - 6 * reads) / 4;
        assertThat(reads).isCloseTo(0.3, within(0.02));
        assertThat(works).isCloseTo(0.5, within(0.02));
    }

    /**
     * Choice with an alternative that passes requests on and one that keeps them. Only the kept requests run the next
     * step on the first host.
     */
    @Test
    void alternativesMayPassRequestsOnOrKeepThem() {
        VariantResult result = scene(
                        Scenes.visit("a"), choose(alternative(0.4, Scenes.visit("b")), remainder(cpu(7))), cpu(2))
                .run();
        double passed = offeredLoad(result, "b") / REQUESTS;
        assertThat(passed).isCloseTo(0.4, within(0.02));
        assertThat(mean(result)).isCloseTo(1 + passed * 3 + (1 - passed) * 7 + 2, within(1e-6));
    }

    @Test
    void choicesNestInChoicesAndParallelSteps() {
        ChooseStep inner = choose(alternative(0.5, cpu(10)), remainder());
        VariantResult result = scene(
                        Scenes.visit("a"),
                        choose(alternative(0.5, inner, cpu(1)), remainder()),
                        new ParallelStep(
                                List.of(choose(alternative(0.5, Scenes.read("db")), remainder(cpu(5))), cpu(5)),
                                new dev.brownout.spec.Quorum("all"),
                                Options.NONE))
                .run();
        assertThat(offeredLoad(result, "db") / REQUESTS).isCloseTo(0.5, within(0.02));
        assertThat(mean(result)).isCloseTo(1 + 0.25 * 10 + 0.5 + 5, within(0.2));
    }

    @Test
    void skippedChoiceRunsNoAlternative() {
        Options half = new Options(Optional.of(new Share(0.5)), Optional.empty(), false, List.of());
        ChooseStep some =
                new ChooseStep(List.of(alternative(0.5, Scenes.visit("b")), remainder(Scenes.read("db"))), half);
        VariantResult result = scene(Scenes.visit("a"), some, cpu(2)).run();
        double passed = offeredLoad(result, "b") / REQUESTS;
        double read = offeredLoad(result, "db") / REQUESTS;
        assertThat(passed).isCloseTo(0.25, within(0.02));
        assertThat(read).isCloseTo(0.25, within(0.02));
        assertThat(mean(result)).isCloseTo(1 + 3 * passed + 5 * read + 2, within(1e-6));
    }

    /**
     * The share is 10 % for 5 s, 60 % for 5 s, and then 0 %. Users of the first 10 % keep their alternative while its
     * share grows.
     */
    @Test
    void sharesChangeAtTheirTimes() {
        ChangingShare share = new ChangingShare(
                List.of(new Share(0.1), new Share(0.6), new Share(0)), List.of(5_000_000_000L, 10_000_000_000L));
        ChooseStep rollout =
                choose(new Alternative(Optional.of(share), List.of(Scenes.visit("b"))), remainder(Scenes.visit("a")));
        VariantResult result = scene(rollout).run();
        assertThat(offeredLoad(result, "b")).isCloseTo(250 + 1500, within(4 * Math.sqrt(2500 * 0.09 + 2500 * 0.24)));
        assertThat(rollout.choices().get(1).share().valueAt(7_000_000_000L)).isEqualTo(0.4);
        assertThat(rollout.choices().get(1).share().valueAt(10_000_000_000L)).isEqualTo(1.0);
    }

    /**
     * Equal calls in two alternatives have the same identity. Their random numbers do not depend on the alternative.
     */
    @Test
    void equalCallsInBothAlternativesHaveEqualRandomNumbers() {
        List<Double> latencies = IntStream.of(0, 1)
                .mapToObj(share -> scene(
                                Scenes.visit("a"),
                                choose(alternative(share, Scenes.write("db")), remainder(Scenes.write("db"))),
                                Scenes.read("db"))
                        .with(
                                "db",
                                DatabaseSpecs.working(
                                        new dev.brownout.random.ExponentialDistribution(5e6), d -> d.cores = 1000))
                        .run()
                        .requests()
                        .get("page")
                        .successes()
                        .max())
                .toList();
        assertThat(latencies.get(0)).isEqualTo(latencies.get(1));
    }

    @Test
    void rejectsSharesThatDoNotAddUpToOne() {
        assertThatThrownBy(() -> choose(alternative(0.9), alternative(0.05)))
                .hasMessageContaining("add up to less than 100%");
        assertThatThrownBy(() -> choose(alternative(0.9), alternative(0.2))).hasMessageContaining("more than 100%");
        assertThatThrownBy(() -> choose(alternative(1))).hasMessageContaining("at least two alternatives");
        assertThatThrownBy(() -> choose(remainder(), remainder())).hasMessageContaining("at least two alternatives");
        assertThat(choose(alternative(0.7), alternative(0.2), alternative(0.1)).choices())
                .hasSize(3);
    }
}
