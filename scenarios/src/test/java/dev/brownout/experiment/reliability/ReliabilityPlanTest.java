package dev.brownout.experiment.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.reliability.ReliabilityResult.AssertionRisk;
import dev.brownout.experiment.reliability.ReliabilityResult.SpareNode;
import dev.brownout.result.SlaResult.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reliability estimates of scenarios with known availability. */
@Tag("once")
@Tag("slow")
class ReliabilityPlanTest {
    private static final String SERIES = """
            scenario: service level agreements in series
            load: 1/s
            components:
              alb: { kind: server, cores: 1, service: 1ms, mtbf: 9999h, mttr: 1h, needs: 1 }
              ec2: { kind: server, cores: 1, service: 1ms, mtbf: 9999h, mttr: 1h, needs: 1 }
              rds: { kind: server, cores: 1, service: 1ms, mtbf: 1999h, mttr: 1h, needs: 1 }
              s3: { kind: server, cores: 1, service: 1ms, mtbf: 999h, mttr: 1h, needs: 1 }
            requests:
              page: { path: [alb, ec2, rds, s3] }
            run: 10s
            """;

    private static final String PAIR = """
            scenario: pair
            load: 20/s
            components:
              lb: { kind: load-balancer }
              web: { kind: server, nodes: 2, cores: 1, service: 1ms, mtbf: 90h, mttr: 10h }
            requests:
              page: { path: [lb, web] }
            run: { duration: 60s, seed: 3 }
            sla:
              good: availability >= 95%
              strict: availability >= 99.99%
            """;

    /**
     * The Multi-AZ agreements of Elastic Load Balancing (99.99 %), Compute (99.99 % of a region), RDS (99.95 %) and S3
     * (99.9 %) together allow 0.17 % of downtime (aws.amazon.com, 2022 to 2025).
     */
    @Test
    void availabilityOfASeriesIsTheProduct() {
        ReliabilityResult result = run(SERIES);
        double product = 0.9999 * 0.9999 * 0.9995 * 0.999;
        assertThat(1 - result.availability().loss()).isEqualTo(product, within(1e-12));
        assertThat(result.availability().highLoss() - result.availability().lowLoss())
                .isLessThan(1e-9);
        assertThat(Math.round(10_000 * product)).isEqualTo(9983);
        assertThat(result.ofRequests()).isFalse();
        assertThat(result.components().get(0).component()).isEqualTo("s3");
        assertThat(result.cutSets().get(0).nodes()).isEqualTo("s3");
        assertThat(result.cutSets().get(0).share()).isEqualTo(0.001, within(1e-12));
    }

    /** With a server down, requests fail only until the load balancer has noticed it. */
    @Test
    void statesAreRunWithRequests() {
        ReliabilityResult result = run(PAIR);
        double bothDown = 0.01;
        assertThat(result.ofRequests()).isTrue();
        assertThat(result.availability().loss()).isBetween(bothDown, 1.2 * bothDown);
        assertThat(risk(result, "strict").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(risk(result, "strict").risk().probability()).isGreaterThan(0.99);
        assertThat(risk(result, "good").risk().probability()).isLessThan(0.05);
        assertThat(risk(result, "good").mean())
                .isEqualTo(1 - result.availability().loss(), within(1e-9));
        assertThat(result.cutSets().get(0).nodes()).isEqualTo("2 of 2 web");
        SpareNode spare = result.spares().get(0);
        assertThat(spare.setting()).isEqualTo("web.nodes=3");
        assertThat(spare.loss()).isLessThan(0.3 * result.availability().loss());
        assertThat(spare.dollarsPerYear()).isPositive();
    }

    @Test
    @Tag("change")
    void resultsDoNotDependOnThreads() {
        Experiment experiment = Experiment.text(PAIR).replications(2).set("web.mtbf", "900h");
        Execution all = Execution.withDefaults();
        Execution one = new Execution(1, all.progress(), all.stopped(), all.store());
        ReliabilityPlan plan = ReliabilityPlan.of(experiment);
        assertThat(plan.run(one).assertions()).isEqualTo(plan.run(all).assertions());
    }

    /** Paths that are stopped early do not reach their level, which is no evidence of a small risk. */
    @ParameterizedTest
    @CsvSource({"99.99%, 1", "99.9%, 2"})
    void stoppedEstimateIsLeftOut(String bound, int completed) {
        boolean[] stopped = new boolean[1];
        ProgressListener progress = new ProgressListener() {
            private String phase = "";

            @Override
            public void begins(String name, int runs) {
                phase = name;
            }

            @Override
            public synchronized void onProgress(int run, double share, long events, long inFlight) {
                stopped[0] |= phase.equals("risk of violating availability >= " + bound) && run == 3;
            }
        };
        ReliabilityResult result = ReliabilityPlan.of(Experiment.text(PAIR + "  fair: availability >= 99.9%\n")
                        .replications(2)
                        .set("web.mtbf", "900h"))
                .run(Execution.withProgress(progress, () -> stopped[0]));
        assertThat(result.interrupted()).isTrue();
        assertThat(result.assertions()).hasSize(completed);
        assertThat(result.spares()).isEmpty();
    }

    @Test
    void scenarioWithoutFailuresIsRejected() {
        String text = SERIES.replaceAll(", mtbf: \\d+h, mttr: 1h, needs: 1", "");
        assertThatThrownBy(() -> run(text))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("--set alb.mtbf=2000h --set alb.mttr=1h");
    }

    /** A repair crew makes the nodes dependent. The simulated shares must agree with the exact ones. */
    @Test
    void simulatedSharesAgreeWithTheExactChain() {
        Experiment base = Experiment.text(SERIES)
                .set("s3.nodes", "3")
                .set("s3.mtbf", "20h")
                .set("s3.mttr", "4h")
                .set("s3.repair_crews", "1");
        FailureGroup group = new ReliabilityEvaluation(base)
                .model().groups().stream()
                        .filter(one -> one.component().equals("s3"))
                        .findFirst()
                        .orElseThrow();
        GroupShares exact = GroupShares.of(group, 1);
        GroupShares simulated = GroupShares.simulated(group, "simulated shares".hashCode());
        for (int k = 0; k <= 3; k++) {
            assertThat(simulated.share()[k]).isEqualTo(exact.share()[k], within(0.02 * exact.share()[k]));
            assertThat(simulated.entries()[k]).isEqualTo(exact.entries()[k], within(0.02 * exact.entries()[k]));
        }
    }

    private static ReliabilityResult run(String text) {
        return ReliabilityPlan.of(Experiment.text(text).replications(2)).run(Execution.withDefaults());
    }

    private static AssertionRisk risk(ReliabilityResult result, String name) {
        return result.assertions().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
