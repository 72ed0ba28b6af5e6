package dev.brownout.experiment.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.random.KeyedRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Coverage of confidence intervals, on a queue with a known mean. */
@Tag("law")
class IntervalsLawTest {
    /** Mean response time, in ns, of M/M/1 with 50 requests per second of 10 ms each: 1 / (100 - 50) seconds. */
    private static final double TRUTH = 20e6;

    private static final double RARE = 1e-3;

    @Test
    @Tag("change")
    void studentsIntervalHasItsNominalCoverage() {
        int experiments = 60;
        int covered = 0;
        for (int i = 0; i < experiments; i++) {
            ReplicationSummary summary =
                    ReplicationPlan.of(queue("studentsInterval" + i)).run().of("base");
            covered += covers(summary) ? 1 : 0;
        }
        assertThat(covered).isBetween(fewest(experiments, 0.93), maximum(experiments, 0.97));
    }

    @Test
    @Tag("change")
    void sequentialStoppingKeepsMostOfTheCoverage() {
        int experiments = 30;
        int covered = 0;
        for (int i = 0; i < experiments; i++) {
            Replications replications = ReplicationPlan.of(queue("stopping" + i), new Precision(0.05, 0.95, 500))
                    .run();
            ReplicationSummary summary = replications.of("base");
            assertThat(replications.precise()).isTrue();
            assertThat(summary.precise(0.05, 0.95)).isTrue();
            covered += covers(summary) ? 1 : 0;
        }
        assertThat(covered).isBetween(fewest(experiments, 0.91), maximum(experiments, 0.97));
    }

    @Test
    void unreachablePrecisionStopsAtTheMaximum() {
        Precision precision = new Precision(1e-6, 0.95, 13);
        Replications replications =
                ReplicationPlan.of(queue("outOfReach"), precision).run();
        assertThat(replications.precise()).isFalse();
        assertThat(replications.of("base").size()).isEqualTo(13);
    }

    /**
     * Returns a lower bound of the number of events out of {@code of}; smaller numbers have probability {@link #RARE}
     * at the given true share.
     */
    private static int fewest(int of, double share) {
        return new BinomialDistribution(of, share).inverseCumulativeProbability(RARE);
    }

    private static int maximum(int of, double share) {
        return new BinomialDistribution(of, share).inverseCumulativeProbability(1 - RARE);
    }

    private static boolean covers(ReplicationSummary summary) {
        ConfidenceInterval interval = summary.sample("page.mean").interval(0.95);
        return interval.low() <= TRUTH && TRUTH <= interval.high();
    }

    private static Experiment queue(String name) {
        long seed = KeyedRandom.key(0, 0, "IntervalsLawTest." + name) & Long.MAX_VALUE;
        return Experiment.text("""
                scenario: M/M/1
                load: 50/s
                network: none
                components:
                  box: { kind: server, cores: 1, queue: unlimited, service: exp(10ms) }
                requests:
                  page: { path: [box] }
                run: { duration: 42s, warmup: 2s, seed: %d }
                """.formatted(seed));
    }
}
