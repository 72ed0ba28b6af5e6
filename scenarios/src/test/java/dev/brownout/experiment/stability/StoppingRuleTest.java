package dev.brownout.experiment.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ends of the runs of a cell, and the intervals that take them into account. */
class StoppingRuleTest {
    private static final double CONFIDENCE = 0.95;
    private static final double HALF = (1 - CONFIDENCE) / 2;

    /**
     * The coverage is computed exactly from the probability of each end, without any sampling: both errors are at most
     * half of the error probability for every true probability.
     */
    @ParameterizedTest
    @CsvSource({"10, 3", "10, 10", "36, 1", "50, 2", "20, 5", "1, 1"})
    void eachLimitErrsWithHalfOfTheErrorProbability(int mostRuns, int mostFailures) {
        StoppingRule rule = new StoppingRule(mostRuns, mostFailures);
        for (int step = 1; step < 400; step++) {
            double p = step / 400.0;
            double above = 0;
            double below = 0;
            double all = 0;
            double[] open = new double[mostFailures];
            open[0] = 1;
            for (int runs = 1; runs <= mostRuns; runs++) {
                double[] next = new double[mostFailures + 1];
                for (int k = 0; k < mostFailures; k++) {
                    next[k] += open[k] * (1 - p);
                    next[k + 1] += open[k] * p;
                }
                for (int k = runs == mostRuns ? 0 : mostFailures; k <= mostFailures && k <= runs; k++) {
                    ProportionEstimate end = rule.estimate(runs, k, CONFIDENCE);
                    all += next[k];
                    above += end.low() > p ? next[k] : 0;
                    below += end.high() < p ? next[k] : 0;
                }
                open = Arrays.copyOf(next, mostFailures);
            }
            assertThat(all).isCloseTo(1, within(1e-12));
            assertThat(above).as("p = %s", p).isLessThanOrEqualTo(HALF + 1e-9);
            assertThat(below).as("p = %s", p).isLessThanOrEqualTo(HALF + 1e-9);
        }
    }

    /** Clopper and Pearson's limits: with no failure, and with all. */
    @Test
    void intervalsWithoutFailuresAreThoseOfClopperAndPearson() {
        ProportionEstimate none = new StoppingRule(10, 3).estimate(10, 0, CONFIDENCE);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(1 - Math.pow(HALF, 0.1), within(1e-8));
        ProportionEstimate all = new StoppingRule(10, 3).estimate(3, 3, CONFIDENCE);
        assertThat(all.low()).isCloseTo(Math.cbrt(HALF), within(1e-8));
        assertThat(all.high()).isEqualTo(1);
        assertThat(all.share()).isEqualTo(1);
    }

    @Test
    void runsAfterTheEndAreIgnored() {
        StoppingRule rule = new StoppingRule(10, 2);
        List<Boolean> failed = List.of(false, true, false, true, false, true, true);
        assertThat(rule.estimate(failed, CONFIDENCE)).isEqualTo(rule.estimate(4, 2, CONFIDENCE));
        assertThat(rule.missing(failed)).isZero();
        assertThat(rule.missing(failed.subList(0, 3))).isEqualTo(1);
        assertThat(rule.missing(List.of())).isEqualTo(2);
        assertThat(rule.missing(new ArrayList<>(Collections.nCopies(9, false)))).isEqualTo(1);
    }

    @Test
    void ruleEndsWhereTheRiskIsClearlyExceeded() {
        assertThat(StabilitySettings.mapRule(10, 0.1, CONFIDENCE)).isEqualTo(new StoppingRule(10, 3));
        assertThat(StabilitySettings.mapRule(10, 0.05, CONFIDENCE)).isEqualTo(new StoppingRule(10, 2));
        assertThat(StabilitySettings.mapRule(2, 0.5, CONFIDENCE)).isEqualTo(new StoppingRule(2, 2));
        assertThat(StabilitySettings.runsToShow(0.1, 0.05)).isEqualTo(29);
        assertThat(StabilitySettings.runsToShow(0.05, 0.05)).isEqualTo(59);
        assertThatThrownBy(() -> new StoppingRule(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
