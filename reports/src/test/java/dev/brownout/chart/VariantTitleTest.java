package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class VariantTitleTest {
    private static SampleLines withOutage(String name, double from, double to) {
        return SampleLines.of(name).add("availability", "ratio", Kind.GAUGE, t -> t >= from && t < to ? 0.5 : 1);
    }

    private static String title(SampleLines... variants) {
        return ChartBook.of(SampleLines.result("availability", variants))
                .charts()
                .get(0)
                .title();
    }

    @Test
    void titleGivesTheErrorTimes() {
        assertThat(title(withOutage("trap", 40, 80))).isEqualTo("Error rate above 1 %: 40 s from 0:40");
        assertThat(title(withOutage("async", 50, 75), withOutage("sync", 50, 75), withOutage("trap", 40, 80)))
                .isEqualTo("Error rate above 1 %: 25 s (trap: 40 s)");
        assertThat(title(withOutage("retries", 40, 200), withOutage("budget", 300, 300)))
                .isEqualTo("Error rate above 1 %: 80 s (retries), 0 s (budget)");
    }

    @Test
    void manyVariantsAreStatedByTheWorst() {
        assertThat(title(
                        withOutage("a", 40, 50),
                        withOutage("b", 40, 60),
                        withOutage("c", 40, 70),
                        withOutage("d", 50, 200),
                        withOutage("e", 40, 300),
                        withOutage("f", 300, 300)))
                .isEqualTo("Error rate above 1 %: 80 s (e), others 0 s to 70 s");
    }

    @Test
    void longNamesAreOmittedAndNotCut() {
        String name = "a variant with a name as long as no variant should have, number ";
        assertThat(title(withOutage(name + "one", 40, 50), withOutage(name + "two", 50, 65)))
                .isEqualTo("Error rate above 1 %: 15 s, others 10 s");
        assertThat(title(withOutage(name + "one", 40, 50), withOutage(name + "two", 50, 60)))
                .isEqualTo("Error rate above 1 %: 10 s");
    }

    @Test
    void queueAndHitRatioAreComparedByTheirExtremes() {
        SampleLines full = SampleLines.of("plain")
                .add("web.utilization", "ratio", Kind.GAUGE, t -> t >= 60 ? 1 : 0.5)
                .add("cache.hit_ratio", "ratio", Kind.GAUGE, t -> t >= 60 && t < 70 ? 0.1 : 0.9)
                .add("web.queue", "1", Kind.GAUGE, t -> t >= 60 && t < 90 ? t : 1);
        SampleLines spare = SampleLines.of("spare")
                .add("web.utilization", "ratio", Kind.GAUGE, t -> 0.5)
                .add("cache.hit_ratio", "ratio", Kind.GAUGE, t -> 0.9)
                .add("web.queue", "1", Kind.GAUGE, t -> 1);
        assertThat(titleOf("web.utilization", full, spare))
                .isEqualTo("Utilization of web: max 100 % (plain), 50 % (spare)");
        assertThat(titleOf("cache.hit_ratio", full, spare))
                .isEqualTo("Hit ratio of cache: min 10 % (plain), 90 % (spare)");
        assertThat(titleOf("web.queue", full, spare)).isEqualTo("Queue of web: max 89 (plain), 1 (spare)");
    }

    private static String titleOf(String chart, SampleLines... variants) {
        return ChartBook.of(SampleLines.result(chart, variants)).charts().get(0).title();
    }

    @Test
    void equalConstantsAreOneLineOfText() {
        RunResult result = SampleLines.result("availability", withOutage("a", 300, 300), withOutage("b", 300, 300));
        assertThat(ChartBook.of(result).constantMetrics()).containsExactly("Availability: 100 %");
    }

    /**
     * Returns the number of panels of a chart with three variants. The first line moves up and down across both others.
     */
    private static int panels(DoubleUnaryOperator one, double second, double third) {
        RunResult result = SampleLines.result(
                "page.p99",
                SampleLines.of("one").add("page.p99", "ns", Kind.PERCENTILE, one),
                SampleLines.of("two").add("page.p99", "ns", Kind.PERCENTILE, t -> second),
                SampleLines.of("three").add("page.p99", "ns", Kind.PERCENTILE, t -> third));
        return ChartModelBuilder.build(ChartBook.plans(result).get(0), result)
                .panels()
                .size();
    }

    @Test
    void frequentlyCrossingVariantsHaveAPanelEach() {
        assertThat(panels(t -> t % 2 == 0 ? 10e6 : 50e6, 20e6, 30e6)).isEqualTo(3);
        assertThat(panels(t -> t < 60 ? 10e6 : 50e6, 20e6, 30e6)).isEqualTo(1);
        assertThat(panels(t -> t % 2 == 0 ? 10e6 : 30e6, 20e6, 9e9))
                .as("far apart on the logarithmic axis that the third demands")
                .isEqualTo(3);
    }
}
