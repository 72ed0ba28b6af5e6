package dev.brownout.experiment.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.reliability.ReliabilityResult.AssertionRisk;
import dev.brownout.experiment.reliability.SystemStates.SystemState;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States that are too rare for the enumeration: they bound probabilities and shares, and never count as impossible. */
class LeftOutStatesTest {
    private static final double HOUR = 3.6e12;
    private static final double YEAR = 8760;
    private static final double MTBF = 2000;
    private static final double MTTR = 0.1;

    /** Only the state without any server violates the assertions. It has a share of 6 x 10^-18 of the time. */
    private static final String POOL = """
            scenario: pool
            load: 20/s
            components:
              lb: { kind: load-balancer }
              web: { kind: server, nodes: 4, cores: 1, service: 1ms, mtbf: 2000h, mttr: 0.1h, needs: 1 }
            requests:
              page: { path: [lb, web] }
            run: { duration: 20s, seed: 3 }
            sla:
              never short: web.shortages < 1
              fast: page.p99 < 100ms
              enough: web.enough >= 99.9%
            """;

    @Test
    void violationInALeftOutStateHasAnUpperBound() {
        ReliabilityResult result =
                ReliabilityPlan.of(Experiment.text(POOL).replications(2)).run(Execution.withDefaults());
        double exact = new RepairChain(4, MTBF, MTTR, 4).reaches(4, YEAR);
        assertThat(exact).isBetween(1e-13, 1e-10);
        for (AssertionRisk one : result.assertions()) {
            assertThat(one.risk().isBound()).as(one.name()).isTrue();
            assertThat(one.risk().high()).as(one.name()).isBetween(exact, 1.01 * exact);
            assertThat(one.verdict()).isEqualTo(Verdict.PASS);
        }
        assertThat(result.assertions().get(1).violatedShare()).isZero();
        assertThat(result.assertions().get(1).highViolatedShare()).isPositive();
    }

    /** The availability of nodes needs no enumeration. */
    @Test
    void availabilityOfNodesIsExact() {
        ReliabilityResult result =
                ReliabilityPlan.of(Experiment.text(POOL).replications(2)).run(Execution.withDefaults());
        double unavailable = MTTR / (MTBF + MTTR);
        double allDown = Math.pow(unavailable, 4);
        assertThat(result.ofRequests()).isFalse();
        assertThat(result.availability().loss()).isEqualTo(allDown, within(1e-9 * allDown));
        assertThat(result.components().get(0).downtimeShare()).isEqualTo(1);
        assertThat(result.spares().get(0).loss())
                .isEqualTo(allDown * unavailable, within(1e-9 * allDown * unavailable));
    }

    /** Without a loss in any enumerated state, the availability has a lower bound only. */
    @Test
    void availabilityOfRequestsContainsLeftOutStates() {
        String text = POOL.replace(", needs: 1", "").replaceAll("  (never short|enough): .*\n", "");
        ReliabilityResult result =
                ReliabilityPlan.of(Experiment.text(text).replications(2)).run(Execution.withDefaults());
        assertThat(result.ofRequests()).isTrue();
        assertThat(result.availability().leftOut()).isBetween(6e-18, 7e-18);
        assertThat(result.availability().highLoss())
                .isGreaterThanOrEqualTo(result.availability().leftOut());
    }

    /** Every state that is not enumerated contains a minimal one with a known share. */
    @Test
    void minimalStatesCoverAllThatAreLeftOut() {
        List<FailureGroup> groups = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            groups.add(new FailureGroup(
                    "web" + i,
                    3,
                    new ExponentialDistribution(MTBF * (i + 1) * HOUR),
                    new ExponentialDistribution(MTTR * HOUR),
                    3,
                    1));
        }
        NodeFailureModel model = NodeFailureModel.of(groups);
        SystemStates states = new SystemStates(
                model, groups.stream().map(group -> GroupShares.of(group, 1)).toList());
        List<Long> enumerated =
                states.states().stream().map(state -> model.key(state.failed())).toList();
        assertThat(enumerated).hasSizeBetween(10, 63);
        double left = 0;
        for (int a = 0; a <= 3; a++) {
            for (int b = 0; b <= 3; b++) {
                for (int c = 0; c <= 3; c++) {
                    int[] failed = {a, b, c};
                    boolean known = enumerated.contains(model.key(failed));
                    boolean covered = states.leftOut().stream().anyMatch(least -> SystemStates.contains(failed, least));
                    assertThat(covered).isNotEqualTo(known);
                    left += known ? 0 : share(groups, failed);
                }
            }
        }
        assertThat(states.residualShare()).isBetween(left, left * (1 + 1e-6));
        assertThat(states.states().stream().mapToDouble(SystemState::share).sum())
                .isEqualTo(1, within(1e-12));
    }

    private static double share(List<FailureGroup> groups, int... failed) {
        double product = 1;
        for (int i = 0; i < failed.length; i++) {
            product *= GroupShares.of(groups.get(i), 1).share()[failed[i]];
        }
        return product;
    }

    /** The bound is above the exact probability for any number of repair crews, and close to it for a rare event. */
    @ParameterizedTest
    @CsvSource({"3, 1000, 1, 1, 3", "3, 1000, 1, 3, 2", "4, 200, 5, 2, 3", "5, 100, 20, 5, 4"})
    void boundContainsTheExactProbability(int nodes, double mtbf, double mttr, int crews, int failed) {
        FailureGroup group = new FailureGroup(
                "web",
                nodes,
                new ExponentialDistribution(mtbf * HOUR),
                new ExponentialDistribution(mttr * HOUR),
                crews,
                1);
        double exact = new RepairChain(nodes, mtbf, mttr, crews).reaches(failed, YEAR);
        double bound = new VisitBound(
                        NodeFailureModel.of(List.of(group)), List.of(GroupShares.of(group, 1)), YEAR * HOUR)
                .of(List.of(new int[] {failed}))
                .orElseThrow();
        assertThat(bound).isGreaterThanOrEqualTo(exact);
        assertThat(bound).isLessThan(exact < 0.01 ? 1.1 * exact : 1.000001);
    }

    /** An assertion that no state violates stays certain. */
    @Test
    void violationInNoStateIsImpossible() {
        String text = POOL.replaceAll("  (never short|enough|fast): .*\n", "") + "  up: web.up >= 0\n";
        ReliabilityResult result =
                ReliabilityPlan.of(Experiment.text(text).replications(2)).run(Execution.withDefaults());
        assertThat(result.assertions().get(0).risk()).isEqualTo(RareEventEstimate.certain(0));
    }
}
