package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Optimization direction of metrics: whether less or more is better. */
class OptimizationDirectionTest {
    @ParameterizedTest
    @CsvSource({
        "page.p99, ns, LESS",
        "page.latency.p99, ns, LESS",
        "all.cost, $, LESS",
        "web.cost_per_hour, $/h, LESS",
        "page.availability, ratio, MORE",
        "success_rate, ratio, MORE",
        "page.failed, 1, LESS",
        "page.timed_out, 1, LESS",
        "page.offered, 1, NEITHER",
        "web.utilization, ratio, NEITHER"
    })
    void directionFollowsFromMetricAndUnit(String number, String unit, OptimizationDirection better) {
        assertThat(OptimizationDirection.of(number, unit)).isEqualTo(better);
    }

    @ParameterizedTest
    @CsvSource({"LESS, -1, true", "LESS, 1, false", "MORE, 1, true", "MORE, 0, ", "NEITHER, 3, ", "LESS, NaN, "})
    void signOfADifferenceDeterminesAnImprovement(OptimizationDirection better, double difference, Boolean improves) {
        assertThat(better.improves(difference).orElse(null)).isEqualTo(improves);
    }
}
