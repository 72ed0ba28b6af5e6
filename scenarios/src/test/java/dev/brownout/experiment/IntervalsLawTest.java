package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.layer.Overrides;
import dev.brownout.language.problem.Problems;
import dev.brownout.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Intervals cover the truth as often as they say, on a queue whose truth is known. */
@Tag("law")
class IntervalsLawTest {
    /** Mean stay in nanoseconds of M/M/1 at 50 requests a second of 10 ms each: 1 / (100 - 50) seconds. */
    private static final double TRUTH = 20e6;

    private static final double RARE = 1e-3;

    @Test
    void studentsIntervalCoversTheMeanAsOftenAsItSays() throws Exception {
        int experiments = 60;
        int covered = 0;
        for (int i = 0; i < experiments; i++) {
            Summary summary = new Summary("base");
            experiment().replicate(List.of(queue("studentsInterval" + i)), 0, 10, List.of(summary));
            covered += covers(summary) ? 1 : 0;
        }
        assertThat(covered).isBetween(fewest(experiments, 0.93), most(experiments, 0.97));
    }

    @Test
    void stoppingWhenItIsPreciseEnoughCostsLittleOfIt() throws Exception {
        int experiments = 30;
        int covered = 0;
        for (int i = 0; i < experiments; i++) {
            Summary summary = new Summary("base");
            boolean precise = new Precision(0.05, 0.95, 500)
                    .reach(experiment(), List.of(queue("stopping" + i)), List.of(summary));
            assertThat(precise).isTrue();
            assertThat(summary.precise(0.05, 0.95)).isTrue();
            covered += covers(summary) ? 1 : 0;
        }
        assertThat(covered).isBetween(fewest(experiments, 0.91), most(experiments, 0.97));
    }

    @Test
    void aPrecisionOutOfReachIsGivenUp() throws Exception {
        Summary summary = new Summary("base");
        Precision precision = new Precision(1e-6, 0.95, 13);
        assertThat(precision.reach(experiment(), List.of(queue("outOfReach")), List.of(summary)))
                .isFalse();
        assertThat(summary.size()).isEqualTo(13);
    }

    /** Fewer than that come rarely, if the true share is as given. */
    private static int fewest(int of, double share) {
        return new BinomialDistribution(of, share).inverseCumulativeProbability(RARE);
    }

    private static int most(int of, double share) {
        return new BinomialDistribution(of, share).inverseCumulativeProbability(1 - RARE);
    }

    private static boolean covers(Summary summary) {
        Interval interval = summary.sample("page.mean").interval(0.95);
        return interval.low() <= TRUTH && TRUTH <= interval.high();
    }

    private static Experiment experiment() {
        int threads = Runtime.getRuntime().availableProcessors();
        return new Experiment(threads, (t, share, events, open) -> {}, () -> false, Experiment.Store.NONE, List.of());
    }

    private static Case queue(String name) throws Problems {
        long seed = Draws.key(0, 0, "IntervalsLawTest." + name) & Long.MAX_VALUE;
        ScenarioFile file = new Loader(parent -> Optional.empty()).load("queue", """
                scenario: M/M/1
                load: 50/s
                network: none
                components:
                  box: { kind: server, cores: 1, queue: unlimited, service: exp(10ms) }
                requests:
                  page: { path: [box] }
                run: { duration: 42s, warmup: 2s, seed: %d }
                """.formatted(seed), Overrides.NONE);
        List<Case> cases = new ArrayList<>();
        file.variants().forEach(v -> cases.add(new Case(v.scenario(), file.setup(v))));
        return cases.get(0);
    }
}
