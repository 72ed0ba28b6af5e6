package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ChartRelevanceTest {
    private static SampleLines busy(String name, DoubleUnaryOperator share) {
        return SampleLines.of(name)
                .latency("page", 10, t -> 5)
                .add("availability", "ratio", Kind.GAUGE, t -> 1)
                .add("web.utilization", "ratio", Kind.GAUGE, share);
    }

    private static RunResult result(SampleLines... variants) {
        return SampleLines.result("page.latency", variants);
    }

    @Test
    void constantMetricIsASentenceInsteadOfAChart() {
        RunResult result = result(busy("plain", t -> 0.06));
        assertThat(ChartBook.of(result).charts()).extracting(Chart::slug).containsExactly("page-percentiles");
        assertThat(ChartBook.of(result).constantMetrics()).contains("page latency: 5 ms", "Availability: 100 %");
    }

    @Test
    void changingMetricIsDrawn() {
        RunResult result = result(busy("plain", t -> t < 60 ? 0.06 : 0.2));
        assertThat(ChartBook.plans(result)).extracting(ChartPlan::kind).doesNotContain(ChartKind.AVAILABILITY);
        ChartPlan plan = new ChartPlan(
                "u",
                ChartKind.UTILIZATION,
                "web",
                "Utilization of web",
                List.of("web.utilization"),
                List.of("web.utilization"));
        assertThat(ChartRelevance.in(plan, result)).isTrue();
        assertThat(ChartRelevance.in(plan, result(busy("plain", t -> 0.06)))).isFalse();
        assertThat(ChartRelevance.in(plan, result(busy("plain", t -> 0.1 + t % 7 / 100))))
                .as("noise of an idle tier")
                .isFalse();
    }

    @Test
    void flatMetricIsDrawnIfVariantsDiffer() {
        ChartPlan plan = new ChartPlan(
                "u",
                ChartKind.UTILIZATION,
                "web",
                "Utilization of web",
                List.of("web.utilization"),
                List.of("web.utilization"));
        assertThat(ChartRelevance.in(plan, result(busy("one", t -> 0.06), busy("other", t -> 0.12))))
                .isTrue();
        assertThat(ChartRelevance.in(plan, result(busy("one", t -> 0.06), busy("other", t -> 0.065))))
                .isFalse();
    }

    @Test
    void usualFluctuationsOfEqualVariantsAreNotDrawn() {
        ChartPlan plan =
                new ChartPlan("p", ChartKind.LATENCY, "page", "p99 of page", List.of("page.p99"), List.of("p99"));
        SampleLines one = SampleLines.of("one").latency("page", 10, t -> 5 + t % 5);
        assertThat(ChartRelevance.in(plan, result(one, SampleLines.of("other").latency("page", 10, t -> 5 + t % 5))))
                .isFalse();
        assertThat(ChartRelevance.in(plan, result(one, SampleLines.of("other").latency("page", 10, t -> 6 + t % 5))))
                .isTrue();
        assertThat(ChartRelevance.in(plan, result(one))).as("a single variant").isTrue();
        SampleLines leaps = SampleLines.of("one").latency("page", 10, t -> t == 84 ? 50 : 5);
        assertThat(ChartRelevance.in(
                        plan, result(leaps, SampleLines.of("other").latency("page", 10, t -> t == 84 ? 50 : 5))))
                .isTrue();
    }

    private static boolean isDrawn(DoubleUnaryOperator background) {
        ChartPlan plan =
                new ChartPlan("b", ChartKind.SPAN, "db", "Backlog of db", List.of("db.backlog"), List.of("db.backlog"));
        return ChartRelevance.in(plan, result(SampleLines.of("plain").add("db.backlog", "ns", Kind.GAUGE, background)));
    }

    @Test
    void usualBacklogIsNotDrawn() {
        assertThat(isDrawn(t -> t == 84 ? 5e9 : 20e6)).isTrue();
        assertThat(isDrawn(t -> t % 2 == 0 ? 50e6 : 20e6))
                .as("within three times its median")
                .isFalse();
        assertThat(isDrawn(t -> t == 84 ? 0.9e6 : 0.01e6))
                .as("too short to matter")
                .isFalse();
    }

    @Test
    void scenarioChartsAreDrawnUnlessTheyAreConstant() {
        RunResult flat = SampleLines.result("availability", busy("plain", t -> 0.06));
        assertThat(ChartBook.of(flat).charts()).extracting(Chart::slug).doesNotContain("availability");
        assertThat(ChartBook.of(flat).constantMetrics()).containsOnlyOnce("Availability: 100 %");
        SampleLines almost =
                SampleLines.of("plain").add("availability", "ratio", Kind.GAUGE, t -> t == 84 ? 0.9999 : 1);
        assertThat(ChartBook.of(SampleLines.result("availability", almost)).charts())
                .extracting(Chart::slug)
                .contains("availability");
    }
}
