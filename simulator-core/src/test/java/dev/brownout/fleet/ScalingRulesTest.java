package dev.brownout.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScalingRulesTest {
    private static final long SECOND = 1_000_000_000;

    private static AutoscaleSpec spec(int min, int max, Duration window) {
        ScalingRate pace = new ScalingRate(new Share(1), 4, Duration.ofSeconds(15));
        return new AutoscaleSpec(
                ScalingMetric.CPU,
                new Quantity(0.6, Quantity.Unit.RATIO),
                min,
                max,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                new Share(0.1),
                pace,
                pace,
                window,
                new ConstantDistribution(0),
                Duration.ZERO);
    }

    @Test
    void meanAtTwiceTheTargetDoublesTheInstances() {
        assertThat(ScalingRules.byMean(4, 4, 0, 2, 0.1)).isEqualTo(8);
        assertThat(ScalingRules.byMean(4, 4, 0, 0.5, 0.1)).isEqualTo(2);
        assertThat(ScalingRules.byMean(3, 3, 0, 91.0 / 60, 0.1)).isEqualTo(5);
        assertThat(ScalingRules.byMean(9, 9, 0, 1 / 0.6, 0.1)).isEqualTo(15);
    }

    @Test
    void withinTheToleranceNothingChanges() {
        assertThat(ScalingRules.byMean(10, 10, 0, 1.08, 0.1)).isEqualTo(10);
        assertThat(ScalingRules.byMean(10, 10, 0, 1.12, 0.1)).isEqualTo(12);
        assertThat(ScalingRules.bySum(10, 10.9, 0.1)).isEqualTo(10);
        assertThat(ScalingRules.bySum(10, 11.2, 0.1)).isEqualTo(12);
    }

    @Test
    void startingInstancesCountAsIdleForScaleUp() {
        assertThat(ScalingRules.byMean(15, 9, 6, 1 / 0.6, 0.1)).isEqualTo(15);
        assertThat(ScalingRules.byMean(12, 9, 3, 1 / 0.6, 0.1)).isEqualTo(15);
        assertThat(ScalingRules.byMean(15, 15, 0, 1 / 0.6, 0.1)).isEqualTo(25);
    }

    @Test
    void startingInstancesDoNotCountForScaleDown() {
        assertThat(ScalingRules.byMean(15, 9, 6, 0.5, 0.1)).isEqualTo(5);
    }

    @Test
    void aTierAtMostDoublesOrGrowsByFourInOnePeriod() {
        AutoscalerHistory memory = new AutoscalerHistory(spec(1, 1000, Duration.ofMinutes(5)));
        assertThat(memory.decide(15 * SECOND, 1, 42)).isEqualTo(5);
        assertThat(memory.decide(20 * SECOND, 5, 42)).isEqualTo(5);
        assertThat(memory.decide(30 * SECOND, 5, 42)).isEqualTo(10);
        assertThat(memory.decide(45 * SECOND, 10, 42)).isEqualTo(20);
        assertThat(memory.decide(60 * SECOND, 20, 42)).isEqualTo(40);
        assertThat(memory.decide(75 * SECOND, 40, 42)).isEqualTo(42);
    }

    @Test
    void aTierShrinksToTheHighestNumberOfTheWindow() {
        AutoscalerHistory memory = new AutoscalerHistory(spec(1, 1000, Duration.ofSeconds(45)));
        assertThat(memory.decide(15 * SECOND, 20, 20)).isEqualTo(20);
        assertThat(memory.decide(30 * SECOND, 20, 8)).isEqualTo(20);
        assertThat(memory.decide(45 * SECOND, 20, 12)).isEqualTo(20);
        assertThat(memory.decide(60 * SECOND, 20, 7)).isEqualTo(12);
        assertThat(memory.decide(75 * SECOND, 12, 7)).isEqualTo(12);
        assertThat(memory.decide(90 * SECOND, 12, 7)).isEqualTo(7);
    }

    @Test
    void initialCountIsInTheScaleDownWindow() {
        AutoscalerHistory memory = new AutoscalerHistory(spec(1, 1000, Duration.ofMinutes(5)));
        assertThat(memory.decide(15 * SECOND, 10, 2)).isEqualTo(10);
        assertThat(memory.decide(300 * SECOND, 10, 2)).isEqualTo(10);
        assertThat(memory.decide(315 * SECOND, 10, 2)).isEqualTo(2);
    }

    @Test
    void aTierStaysWithinItsLimits() {
        AutoscalerHistory memory = new AutoscalerHistory(spec(3, 7, Duration.ZERO));
        assertThat(memory.decide(15 * SECOND, 5, 50)).isEqualTo(7);
        assertThat(memory.decide(30 * SECOND, 7, 1)).isEqualTo(3);
        assertThat(memory.decide(45 * SECOND, 1, 1)).isEqualTo(3);
    }

    @Test
    void rejectsMinAboveMaxAndATargetInTheWrongUnit() {
        assertThatThrownBy(() -> spec(5, 4, Duration.ZERO)).hasMessageContaining("min (5) is more than max (4)");
        AutoscaleSpec good = spec(1, 4, Duration.ZERO);
        assertThatThrownBy(() -> new AutoscaleSpec(
                        ScalingMetric.REQUESTS,
                        good.target(),
                        1,
                        4,
                        good.sync(),
                        good.metric_lag(),
                        good.tolerance(),
                        good.up_policy(),
                        good.down_policy(),
                        good.down_window(),
                        good.startup(),
                        good.drain()))
                .hasMessage("the target of metric requests is a rate per node such as 120/s");
    }
}
