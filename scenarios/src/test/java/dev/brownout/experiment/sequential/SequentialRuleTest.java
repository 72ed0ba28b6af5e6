package dev.brownout.experiment.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.Sample;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Looks and error of the stopping rule. */
class SequentialRuleTest {
    private static final double RARE = 1e-3;
    private static final int EXPERIMENTS = 600;

    @Test
    void interimAnalysesGrowByHalfUpToTheMaximum() {
        assertThat(new SequentialRule(0.05, 0.95, 100).interimSizes()).containsExactly(10, 15, 23, 35, 53, 80, 100);
        assertThat(new SequentialRule(0.05, 0.95, 10).interimSizes()).containsExactly(10);
        assertThat(new SequentialRule(0.05, 0.95, 100).interimConfidence()).isCloseTo(1 - 0.05 / 7, within(1e-12));
        assertThat(new SequentialRule(0.05, 0.95, 10).fixedReplications(10)).isEqualTo(10);
        assertThat(new SequentialRule(0.05, 0.95, 200).fixedReplications(100)).isBetween(45, 55);
    }

    @Test
    void invalidRulesAreRejected() {
        assertThatThrownBy(() -> new SequentialRule(0, 0.95, 100)).hasMessageContaining("a precision is positive");
        assertThatThrownBy(() -> new SequentialRule(0.1, 0.95, 9)).hasMessageContaining("at least 10 replications");
    }

    /** The true mean is 0, so that every interval without 0 is an error, at whichever look. */
    @Test
    void errorOfAllInterimAnalysesIsAtMostAsStated() {
        SequentialRule rule = new SequentialRule(0.05, 0.95, 200);
        assertThat(wrong(rule, rule.interimConfidence(), "corrected")).isLessThanOrEqualTo(maximum(0.05));
        assertThat(wrong(rule, rule.confidence(), "uncorrected"))
                .as("without correction the looks are wrong too often")
                .isGreaterThan(maximum(0.05));
    }

    private static int maximum(double share) {
        return new BinomialDistribution(EXPERIMENTS, share).inverseCumulativeProbability(1 - RARE);
    }

    private static int wrong(SequentialRule rule, double interimConfidence, String name) {
        Random random = new Random(KeyedRandom.key(0, 0, "SequentialRuleTest." + name));
        int wrong = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            List<Double> values = new ArrayList<>();
            boolean excluded = false;
            for (int interim : rule.interimSizes()) {
                while (values.size() < interim) {
                    values.add(random.nextGaussian());
                }
                ConfidenceInterval interval = Sample.of(values).interval(interimConfidence);
                excluded |= interval.low() > 0 || interval.high() < 0;
            }
            wrong += excluded ? 1 : 0;
        }
        return wrong;
    }
}
