package dev.brownout.experiment.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.random.KeyedRandom;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The number of arrivals as a control variate, on queues with known means. */
@Tag("law")
class ArrivalControlLawTest {
    /** Mean response time, in ns, of M/M/1 with 50 requests per second of 10 ms each: 1 / (100 - 50) seconds. */
    private static final double TRUTH = 20e6;

    private static final double RARE = 1e-3;

    private static Experiment queue(String name, int cores, String load, int seconds) {
        return Experiment.text("""
                scenario: a queue
                load: %s
                network: none
                components:
                  box: { kind: server, cores: %d, queue: unlimited, service: exp(10ms) }
                requests:
                  page: { path: [box] }
                run: { duration: %ds, warmup: 2s, seed: %d }
                """.formatted(
                                load,
                                cores,
                                seconds + 2,
                                KeyedRandom.key(0, 0, "ArrivalControlLawTest." + name) & Long.MAX_VALUE))
                .metric(ArrivalControl.METRIC);
    }

    private static Scenario scenario(Replications replications) {
        return replications.done().get(0).arms().get(0).scenario();
    }

    /**
     * The regression on the arrivals is known: Cov(W, N) = λ dE(W)/dλ for Poisson arrivals (score function), and Var(N)
     * = λT, so that the slope is dE(W)/dλ / T = 1 / (μ - λ)² / T.
     */
    @Test
    @Tag("change")
    void intervalsHaveTheirCoverageAndTheSlopeIsThatOfTheory() {
        int experiments = 100;
        int plain = 0;
        int controlled = 0;
        List<Double> means = new ArrayList<>();
        List<Double> arrivals = new ArrayList<>();
        for (int i = 0; i < experiments; i++) {
            Replications replications =
                    ReplicationPlan.of(queue("coverage " + i, 1, "50/s", 40)).run();
            ReplicationSummary summary = replications.of("base");
            ConfidenceInterval interval = summary.sample("page.mean").interval(0.95);
            plain += Math.abs(interval.mean() - TRUTH) <= interval.half() ? 1 : 0;
            double expected = ArrivalControl.expected(scenario(replications)).orElseThrow();
            assertThat(expected).isCloseTo(2000, within(1e-9));
            ControlVariate estimate = ArrivalControl.estimate(summary, "page.mean", expected, 0.95)
                    .orElseThrow();
            controlled += Math.abs(estimate.mean() - TRUTH) <= estimate.half() ? 1 : 0;
            means.addAll(summary.sample("page.mean").values());
            arrivals.addAll(summary.sample(ArrivalControl.METRIC).values());
        }
        int fewest = new BinomialDistribution(experiments, 0.93).inverseCumulativeProbability(RARE);
        assertThat(plain).isGreaterThanOrEqualTo(fewest);
        assertThat(controlled).isGreaterThanOrEqualTo(fewest);
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < means.size(); i++) {
            regression.addData(arrivals.get(i), means.get(i));
        }
        double slope = 1e9 / (50.0 * 50.0) / 40;
        assertThat(regression.getSlope()).isCloseTo(slope, within(4 * regression.getSlopeStdErr()));
    }

    /**
     * The work that arrives is a sum of exponential service times. Its squared correlation with the number of its terms
     * is 1/2: the variance is λT E(S²) = 2 λT/μ², the covariance λT/μ. The utilization of many cores is this work.
     */
    @Test
    void squaredCorrelationOfWorkAndArrivalsIsOneHalf() {
        Replications replications = ReplicationPlan.of(queue("correlation", 40, "100/s", 5)
                        .metric("box.utilization")
                        .replications(200))
                .run();
        double expected = ArrivalControl.expected(scenario(replications)).orElseThrow();
        ControlVariate estimate = ArrivalControl.estimate(replications.of("base"), "box.utilization", expected, 0.95)
                .orElseThrow();
        // Fisher's z of a correlation has the standard error 1 / sqrt(n - 3); four of them are 0.28.
        double z = 0.5 * Math.log((1 + estimate.correlation()) / (1 - estimate.correlation()));
        double truth = Math.sqrt(0.5);
        assertThat(z).isCloseTo(0.5 * Math.log((1 + truth) / (1 - truth)), within(4 / Math.sqrt(197)));
        assertThat(estimate.mean()).isCloseTo(1.0 / 40, within(2 * estimate.half()));
    }

    @Test
    void arrivalsOfUsersAndJourneysAreNotKnown() {
        Replications users = ReplicationPlan.of(
                        queue("users", 4, "users(10 think=exp(1s))", 40).replications(2))
                .run();
        assertThat(ArrivalControl.expected(scenario(users))).isEmpty();
    }
}
