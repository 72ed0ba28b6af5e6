package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.Lines;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MovementTest {
    private static Lines busy(String name, DoubleUnaryOperator share) {
        return Lines.of(name)
                .latency("page", 10, t -> 5)
                .add("availability", "ratio", Kind.GAUGE, t -> 1)
                .add("web.utilization", "ratio", Kind.GAUGE, share);
    }

    private static RunResult result(Lines... variants) {
        return Lines.result("page.latency", variants);
    }

    @Test
    void whatNeverMovesIsASentenceInsteadOfAChart() {
        RunResult result = result(busy("plain", t -> 0.06));
        assertThat(ChartBook.of(result).charts())
                .extracting(Chart::slug)
                .containsExactly("page-latency", "page-percentiles");
        assertThat(ChartBook.of(result).still()).contains("Availability 100 %");
    }

    @Test
    void whatMovesIsDrawn() {
        RunResult result = result(busy("plain", t -> t < 60 ? 0.06 : 0.2));
        assertThat(ChartBook.plans(result)).extracting(Plan::topic).doesNotContain(Topic.AVAILABILITY);
        Plan plan = new Plan(
                "u",
                Topic.UTILIZATION,
                "web",
                "Utilization of web",
                List.of("web.utilization"),
                List.of("web.utilization"));
        assertThat(Movement.in(plan, result)).isTrue();
        assertThat(Movement.in(plan, result(busy("plain", t -> 0.06)))).isFalse();
        assertThat(Movement.in(plan, result(busy("plain", t -> 0.1 + t % 7 / 100))))
                .as("an idle tier, from step to step")
                .isFalse();
    }

    @Test
    void whatDiffersBetweenVariantsIsDrawnThoughItIsFlat() {
        Plan plan = new Plan(
                "u",
                Topic.UTILIZATION,
                "web",
                "Utilization of web",
                List.of("web.utilization"),
                List.of("web.utilization"));
        assertThat(Movement.in(plan, result(busy("one", t -> 0.06), busy("other", t -> 0.12))))
                .isTrue();
        assertThat(Movement.in(plan, result(busy("one", t -> 0.06), busy("other", t -> 0.065))))
                .isFalse();
    }

    @Test
    void whatIsAsUsualInEachVariantAlikeIsNoChart() {
        Plan plan = new Plan("p", Topic.LATENCY, "page", "p99 of page", List.of("page.p99"), List.of("p99"));
        Lines one = Lines.of("one").latency("page", 10, t -> 5 + t % 5);
        assertThat(Movement.in(plan, result(one, Lines.of("other").latency("page", 10, t -> 5 + t % 5))))
                .isFalse();
        assertThat(Movement.in(plan, result(one, Lines.of("other").latency("page", 10, t -> 6 + t % 5))))
                .isTrue();
        assertThat(Movement.in(plan, result(one))).as("a single variant").isTrue();
        Lines leaps = Lines.of("one").latency("page", 10, t -> t == 84 ? 50 : 5);
        assertThat(Movement.in(plan, result(leaps, Lines.of("other").latency("page", 10, t -> t == 84 ? 50 : 5))))
                .isTrue();
    }

    private static boolean drawn(DoubleUnaryOperator behind) {
        Plan plan = new Plan("b", Topic.SPAN, "db", "Backlog of db", List.of("db.backlog"), List.of("db.backlog"));
        return Movement.in(plan, result(Lines.of("plain").add("db.backlog", "ns", Kind.GAUGE, behind)));
    }

    @Test
    void whatIsBehindAsMuchAsEverIsNoChart() {
        assertThat(drawn(t -> t == 84 ? 5e9 : 20e6)).isTrue();
        assertThat(drawn(t -> t % 2 == 0 ? 50e6 : 20e6))
                .as("within three times its median")
                .isFalse();
        assertThat(drawn(t -> t == 84 ? 0.9e6 : 0.01e6)).as("nobody notices").isFalse();
    }

    @Test
    void whatAScenarioAsksForIsDrawnInAnyCase() {
        RunResult result = Lines.result("availability", busy("plain", t -> 0.06));
        assertThat(ChartBook.of(result).charts()).extracting(Chart::slug).contains("availability");
        assertThat(ChartBook.of(result).still()).doesNotContain("Availability 100 %");
    }
}
