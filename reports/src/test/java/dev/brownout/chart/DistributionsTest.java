package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.experiment.LineChart;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionsTest {
    @Test
    void requestClassHasALinePerVariantWithItsShareOfSuccesses() {
        List<LineChart> charts = Distributions.charts(Samples.secondServer());
        assertThat(charts).extracting(LineChart::slug).containsExactly("page-percentiles");
        assertThat(charts.get(0).chart().svg())
                .contains(">two boxes, 99.64 % successful<")
                .contains(">p99.9<");
    }

    @Test
    void titleGivesTheMedianAndTheTail() {
        assertThat(Distributions.charts(Samples.single()).get(0).title())
                .matches("page latency: p50 \\S+ ms, p99.99 \\S+ ms");
    }

    @Test
    void percentilesBeyondTheSampleSizeAreNotDrawn() {
        assertThat(Distributions.charts(TinySample.stoppedResult()).get(0).title())
                .doesNotContain("p99.9");
    }
}
