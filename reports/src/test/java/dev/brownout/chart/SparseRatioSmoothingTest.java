package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.sample.SampleLines;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Shares of few events, which are drawn over several intervals together to suppress noise. */
class SparseRatioSmoothingTest {
    private static double[] samples(SampleLines variant) {
        RunResult result = SampleLines.result("shopper.conversion", variant);
        return ChartModelBuilder.build(ChartBook.plans(result).get(0), result)
                .panels()
                .get(0)
                .tracks()
                .get(0)
                .values();
    }

    @Test
    void intervalsAreMergedUpToAHundredEvents() {
        double[] drawn =
                samples(SampleLines.of("plain").ratio("shopper.conversion", t -> t % 4 == 0 ? 20 : 0, t -> 20));
        assertThat(Arrays.stream(drawn, 30, 35)).as("20 of 100").containsOnly(0.2);
        assertThat(Arrays.stream(drawn).filter(value -> value == 0 || value == 1))
                .as("shares of single intervals")
                .isEmpty();
    }

    @Test
    void warmUpIsNotMergedWithMeasuredIntervals() {
        double[] drawn = samples(
                SampleLines.of("plain").ratio("shopper.conversion", t -> t < 30 ? 7 : t == 119 ? 1 : 0, t -> 7));
        assertThat(Arrays.stream(drawn, 0, 30)).containsOnly(1.0);
        assertThat(Arrays.stream(drawn, 30, 90)).containsOnly(0.0);
    }

    @Test
    void emptyPeriodsAreGapsAndLargeIntervalsAreNotMerged() {
        double[] silent =
                samples(SampleLines.of("plain").ratio("shopper.conversion", t -> t < 60 ? 5 : 0, t -> t < 60 ? 10 : 0));
        assertThat(silent[45]).isEqualTo(0.5);
        assertThat(silent[110]).isNaN();
        double[] many =
                samples(SampleLines.of("plain").ratio("shopper.conversion", t -> t % 2 == 0 ? 500 : 0, t -> 500));
        assertThat(Arrays.stream(many, 30, 34)).containsExactly(1.0, 0.0, 1.0, 0.0);
    }
}
