package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The choice of the chart of the first screen. */
class HeroChartTest {

    private static HeroChart hero(RunResult result) {
        return HeroChart.of(result, ChartBook.of(result)).orElseThrow();
    }

    private static SampleLines variant(String name, double queue, double depth) {
        return SampleLines.of(name)
                .add("web.queue", "1", Kind.GAUGE, t -> queue * t)
                .add("jobs.depth", "1", Kind.GAUGE, t -> depth * t);
    }

    @Test
    void firstAssertionThatSeparatesTheVariantsIsShown() {
        HeroChart hero = hero(SampleLines.result(
                "web.queue",
                variant("one", 1, 1)
                        .sla("short", "web.queue < 10", 60, 10, "1")
                        .sla("shallow", "jobs.depth < 99", 60, 99, "1"),
                variant("two", 1, 2)
                        .sla("short", "web.queue < 10", 60, 10, "1")
                        .sla("shallow", "jobs.depth < 99", 120, 99, "1")));
        assertThat(hero.assertion()).isEqualTo("shallow");
        assertThat(hero.chart().lines()).hasSize(2);
    }

    @Test
    void firstViolatedAssertionIsShownIfNoneSeparatesTheVariants() {
        HeroChart hero = hero(SampleLines.result(
                "web.queue",
                variant("one", 1, 1)
                        .sla("short", "web.queue < 99", 60, 99, "1")
                        .sla("shallow", "jobs.depth < 9", 60, 9, "1")));
        assertThat(hero.assertion()).isEqualTo("shallow");
    }

    @Test
    void firstAssertionIsShownIfAllAreMet() {
        HeroChart hero = hero(SampleLines.result(
                "web.queue vs jobs.depth",
                variant("one", 1, 1)
                        .sla("short", "web.queue < 99", 60, 99, "1")
                        .sla("shallow", "jobs.depth < 99", 60, 99, "1")));
        assertThat(hero.assertion()).isEqualTo("short");
        assertThat(hero.chart().slug()).as("a chart of the book").isEqualTo("web-queue");
    }

    @Test
    void constantMetricIsNotShown() {
        HeroChart hero = hero(SampleLines.result(
                "web.queue",
                variant("one", 0, 1)
                        .sla("short", "web.queue < 99", 0, 99, "1")
                        .sla("shallow", "jobs.depth < 99", 60, 99, "1")));
        assertThat(hero.assertion()).isEqualTo("shallow");
    }

    @Test
    void equalVariantsShareALineAndFurtherVariantsAreLeftOut() {
        SampleLines[] variants = new SampleLines[9];
        for (int i = 0; i < variants.length; i++) {
            int queue = Math.max(1, i);
            variants[i] = variant("v" + i, queue, 1).sla("short", "web.queue < 4", queue, i < 8 ? 99 : 4, "1");
        }
        HeroChart hero = hero(SampleLines.result("web.queue", variants));
        assertThat(hero.chart().lines()).hasSize(5);
        assertThat(hero.chart().model().get("subtitle")).isEqualTo("lines · 6 of 9 variants");
        assertThat(hero.chart().model().get("legend").toString())
                .contains("v0 = v1")
                .contains("v8");
    }

    @Test
    void recoveryTimeIsShownAsAvailability() {
        assertThat(HeroChart.columns("save.rto(outage)")).contains("save.availability");
        assertThat(HeroChart.columns("db.leaderless.max")).contains("db.leaderless");
        assertThat(HeroChart.columns("all.success_rate")).contains("availability");
    }

    @Test
    void chartWithoutAnAssertionIsTheFirstOfTheBook() {
        HeroChart hero = hero(SampleLines.result("web.queue", variant("one", 1, 1)));
        assertThat(List.of(hero.assertion(), hero.chart().slug())).containsExactly("", "web-queue");
    }
}
