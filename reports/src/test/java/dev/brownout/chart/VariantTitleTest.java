package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class VariantTitleTest {
    private static SampleLines down(String name, double from, double to) {
        return SampleLines.of(name).add("availability", "ratio", Kind.GAUGE, t -> t >= from && t < to ? 0.5 : 1);
    }

    private static String title(SampleLines... variants) {
        return ChartBook.of(SampleLines.result("availability", variants))
                .charts()
                .get(0)
                .title();
    }

    @Test
    void titleGivesDurationsAndStartTimes() {
        assertThat(title(down("async", 50, 75), down("sync", 50, 75), down("trap", 40, 80)))
                .isEqualTo("More than 1 % of requests fail: for 25 s from 0:50 (async, sync) ·"
                        + " for 40 s from 0:40 (trap)");
    }

    @Test
    void titleNamesUnaffectedAndUnrecoveredVariants() {
        assertThat(title(down("retries", 40, 200), down("budget", 300, 300)))
                .isEqualTo("More than 1 % of requests fail: for 80 s from 0:40 to the end (retries) · never (budget)");
    }

    @Test
    void manyVariantsAreGroupedByTheirEnd() {
        assertThat(title(
                        down("a", 40, 50),
                        down("b", 40, 60),
                        down("c", 40, 70),
                        down("d", 50, 200),
                        down("e", 40, 300),
                        down("f", 300, 300)))
                .isEqualTo("More than 1 % of requests fail: to the end, from 0:40 (d, e)"
                        + " · for 10 s to 30 s (3 others) · never (f)");
    }

    @Test
    void commonPeriodIsGivenOnceForLongNames() {
        String name = "a variant with a name as long as nobody ought to give one to any of them, ";
        SampleLines half = down(name + "half", 50, 75).fault(50, 70, 50);
        SampleLines none = SampleLines.of(name + "none")
                .add("availability", "ratio", Kind.GAUGE, t -> t >= 50 && t < 75 ? 0.1 : 1)
                .fault(50, 70, 50);
        assertThat(title(half, none))
                .isEqualTo("More than 1 % of requests fail after db off at 0:50: for 25 s from 0:50 in each variant");
    }

    @Test
    void longTitleIsSmallerAndNotTruncated() {
        String first = "the first VARIANT OF TWO WITH a VERY WIDE NAME";
        String second = "the OTHER VARIANT, WHOSE NAME IS MUCH WIDER";
        String svg = ChartBook.of(SampleLines.result("availability", down(first, 40, 50), down(second, 50, 65)))
                .charts()
                .get(0)
                .svg();
        assertThat(svg).contains("IS MUCH WIDER)").doesNotContain("…");
    }

    @Test
    void equalDurationsHaveNoBestAndNoWorstVariant() {
        String name = "a variant with a name as long as nobody ought to give one to any of them, number ";
        assertThat(title(down(name + "one", 40, 50), down(name + "two", 50, 60)))
                .isEqualTo("More than 1 % of requests fail: for 10 s in each variant, at the earliest from 0:40");
    }

    @Test
    void titleNamesTheCause() {
        SampleLines plain = down("plain", 60, 75).fault(60, 70, 50);
        SampleLines spare = down("spare", 300, 300).fault(60, 70, 50);
        assertThat(title(plain, spare))
                .isEqualTo("More than 1 % of requests fail after db off at 1:00: for 15 s from 1:00 (plain)"
                        + " · never (spare)");
        SampleLines crowd = SampleLines.of("crowd")
                .add("offered", "1", Kind.COUNTER, t -> t < 60 ? 100 : 300)
                .add("availability", "ratio", Kind.GAUGE, t -> t >= 62 && t < 80 ? 0.5 : 1);
        assertThat(title(crowd, down("scaled", 300, 300)))
                .startsWith("More than 1 % of requests fail after the load rises at 1:00: for 18 s from 1:02 (crowd)");
        SampleLines scaled = down("scaled", 64, 70).happening(62, "scale-down");
        assertThat(title(scaled, down("fixed", 300, 300)))
                .startsWith("More than 1 % of requests fail after db scaled down at 1:02: for 6 s from 1:04 (scaled)");
    }

    @Test
    void differentCausesAreNamedPerVariant() {
        SampleLines early = down("early", 50, 75).fault(50, 70, 50);
        SampleLines late = down("late", 60, 75).fault(60, 70, 50);
        assertThat(title(early, late))
                .isEqualTo("More than 1 % of requests fail: for 25 s from 0:50 after db off at 0:50 (early)"
                        + " · for 15 s from 1:00 after db off at 1:00 (late)");
    }

    @Test
    void latencyThresholdIsTheAssertionOrTwiceTheUsualValue() {
        SampleLines spike = SampleLines.of("plain").latency("page", 200, t -> t >= 84 && t < 90 ? 23_100 : 2.2);
        SampleLines flat = SampleLines.of("a lease").latency("page", 200, t -> 2.2);
        assertThat(drawn("page.latency", spike, flat))
                .isEqualTo("p99 of page is above 5 ms: for 6 s from 1:24, up to 23.1 s (plain) · never (a lease)");
        spike.sla("fast", "page.p99 < 400ms", 3e6, 400e6, "ns");
        assertThat(drawn("page.latency", spike, flat))
                .isEqualTo("p99 of page is above 400 ms: for 6 s from 1:24, up to 23.1 s (plain) · never (a lease)");
    }

    @Test
    void missingResponsesExceedEveryLatencyThreshold() {
        SampleLines down = SampleLines.of("down").latency("page", 200, t -> t >= 60 && t < 85 ? Double.NaN : 8);
        SampleLines flat = SampleLines.of("flat").latency("page", 200, t -> 8);
        assertThat(drawn("page.latency", down, flat))
                .isEqualTo("p99 of page is above 20 ms: for 25 s from 1:00, without any answer (down)"
                        + " · never (flat)");
    }

    @Test
    void thresholdsOfUtilizationHitRatioAndQueue() {
        SampleLines full = SampleLines.of("plain")
                .add("web.utilization", "ratio", Kind.GAUGE, t -> t >= 60 ? 1 : 0.5)
                .add("cache.hit_ratio", "ratio", Kind.GAUGE, t -> t >= 60 && t < 70 ? 0.1 : 0.9)
                .add("web.queue", "1", Kind.GAUGE, t -> t >= 60 && t < 90 ? t : 1);
        SampleLines spare = SampleLines.of("spare")
                .add("web.utilization", "ratio", Kind.GAUGE, t -> 0.5)
                .add("cache.hit_ratio", "ratio", Kind.GAUGE, t -> 0.9)
                .add("web.queue", "1", Kind.GAUGE, t -> 1);
        assertThat(drawn("web.utilization", full, spare))
                .isEqualTo("Utilization of web is at least 95 %: for 60 s from 1:00 to the end (plain)"
                        + " · never (spare)");
        assertThat(drawn("cache.hit_ratio", full, spare))
                .isEqualTo("Hit ratio of cache is below 80 %: for 10 s from 1:00, down to 10 % (plain)"
                        + " · never (spare)");
        assertThat(drawn("web.queue", full, spare))
                .isEqualTo("Queue of web is above 10: for 30 s from 1:00, up to 89 (plain) · never (spare)");
    }

    private static String drawn(String chart, SampleLines... variants) {
        return ChartBook.of(SampleLines.result(chart, variants)).charts().get(0).title();
    }

    @Test
    void unaffectedVariantsAreReportedByTheirValues() {
        assertThat(title(down("a", 300, 300), down("b", 300, 300))).isEqualTo("Availability: 100 % in both variants");
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
        return ChartModelBuilder.of(ChartBook.plans(result).get(0), result)
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
