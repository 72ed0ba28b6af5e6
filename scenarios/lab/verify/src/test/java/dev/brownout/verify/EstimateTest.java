package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void meanOfRunsHasAStudentInterval() {
        Estimate estimate = Estimate.of(List.of(
                new PartialEstimate.Quotient(9, 1),
                new PartialEstimate.Quotient(10, 1),
                new PartialEstimate.Quotient(11, 1),
                new PartialEstimate.Quotient(14, 1)));
        assertThat(estimate.value()).isEqualTo(11);
        assertThat(estimate.error()).isCloseTo(Math.sqrt(14.0 / 4 / 3), within(1e-12));
        assertThat(estimate.halfWidth(0.05)).isCloseTo(3.182446 * estimate.error(), within(1e-5));
        assertThat(estimate.probability(11 + estimate.halfWidth(0.05), 0)).isCloseTo(0.05, within(1e-9));
        assertThat(estimate.probability(12, 1)).isEqualTo(1);
    }

    @Test
    void percentileIsThatOfThePooledSamples() {
        Histogram low = new Histogram(3);
        low.recordValueWithCount(1, 99);
        Histogram high = new Histogram(3);
        high.recordValueWithCount(100, 1);
        Estimate estimate =
                Estimate.of(List.of(new PartialEstimate.Quantile(low, 50), new PartialEstimate.Quantile(high, 50)));
        assertThat(estimate.value()).isEqualTo(1);
    }

    @Test
    void percentileIsInterpolatedWithinABucket() {
        List<PartialEstimate> runs = new ArrayList<>();
        for (int run = 0; run < ReferenceModel.RUNS; run++) {
            Histogram samples = new Histogram(3);
            samples.recordValueWithCount(1_000_000, 1_000);
            samples.recordValueWithCount(2_000_000, 1_000 + 10 * run);
            runs.add(new PartialEstimate.Quantile(samples, 75));
        }
        Estimate estimate = Estimate.of(runs);
        assertThat(estimate.error()).isPositive();
        assertThat(estimate.each()).doesNotHaveDuplicates();
        double mean = estimate.each().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(estimate.value(), within(estimate.error()));
    }

    @Test
    void intervalsHaveTheirNominalCoverage() {
        int covered = 0;
        int tries = 2_000;
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, 0, "EstimateTest"));
        for (int i = 0; i < tries; i++) {
            List<PartialEstimate> runs = new ArrayList<>();
            for (int run = 0; run < ReferenceModel.RUNS; run++) {
                double sum = 0;
                for (int sample = 0; sample < 50; sample++) {
                    sum += random.exponential();
                }
                runs.add(new PartialEstimate.Quotient(sum, 50));
            }
            Estimate estimate = Estimate.of(runs);
            covered += Math.abs(estimate.value() - 1) <= estimate.halfWidth(0.05) ? 1 : 0;
        }
        assertThat((double) covered / tries).isCloseTo(0.95, within(4 * Math.sqrt(0.05 * 0.95 / tries)));
    }

    @Test
    void rejectsContradictoryFacts() {
        assertThat(Estimate.of(List.of(PartialEstimate.Fact.content("a"), PartialEstimate.Fact.content("a")))
                        .fact())
                .isEqualTo("a");
        assertThatThrownBy(() ->
                        Estimate.of(List.of(PartialEstimate.Fact.content("a"), PartialEstimate.Fact.content("b"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Estimate.of(List.of(PartialEstimate.Fact.maximum(3), PartialEstimate.Fact.maximum(2)))
                        .value())
                .isEqualTo(3);
    }

    @Test
    void momentsMatchTheSamples() {
        PartialEstimate.Moments moments = PartialEstimate.Moments.empty(PartialEstimate.Moments.Figure.VARIANCE);
        for (double value : new double[] {2, 4, 4, 6}) {
            moments = moments.and(value);
        }
        assertThat(moments.value()).isCloseTo(8.0 / 3, within(1e-12));
        PartialEstimate dispersion = new PartialEstimate.Moments(4, 16, 72, PartialEstimate.Moments.Figure.DISPERSION);
        assertThat(dispersion.value()).isCloseTo(2.0 / 3, within(1e-12));
    }
}
