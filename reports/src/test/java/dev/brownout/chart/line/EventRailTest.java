package dev.brownout.chart.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.FailurePeriod;
import dev.brownout.chart.model.Milestone;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRailTest {
    private static final long SECOND = 1_000_000_000L;

    private static SampleLines outage(String name, double promoted) {
        return SampleLines.of(name)
                .add("availability", "ratio", Kind.GAUGE, t -> t >= 30 && t < promoted ? 0.4 : 0.995)
                .fault(30, 90, 10)
                .happening(32, "ejected")
                .happening(promoted, "promoted");
    }

    private static EventRail rail(SampleLines... variants) {
        RunResult result = SampleLines.result("availability", variants);
        return EventRail.of(result.variants());
    }

    @Test
    void faultIsALabelledBar() {
        assertThat(rail(outage("plain", 40)).bars())
                .containsExactly(new EventRail.Bar("db powered off", 30 * SECOND, 90 * SECOND));
    }

    @Test
    void faultOfOneVariantIsLabelledWithTheVariant() {
        SampleLines calm = SampleLines.of("calm").add("availability", "ratio", Kind.GAUGE, t -> 1);
        assertThat(rail(outage("plain", 40), calm).bars())
                .extracting(EventRail.Bar::label)
                .containsExactly("db powered off (plain)");
    }

    @Test
    void eventsAreMarkedAndFailurePeriodsAreShaded() {
        EventRail.Row row = rail(outage("plain", 40)).rows().get(0);
        assertThat(row.marks())
                .containsExactly(
                        new EventRail.Mark(Milestone.NOTICED, 32 * SECOND),
                        new EventRail.Mark(Milestone.PROMOTED, 40 * SECOND));
        assertThat(row.hurt()).containsExactly(new FailurePeriod(30 * SECOND, 40 * SECOND));
    }

    @Test
    void equalVariantsShareARow() {
        assertThat(rail(outage("one", 40), outage("other", 40)).rows())
                .extracting(EventRail.Row::line)
                .containsExactly(-1);
        assertThat(rail(outage("one", 40), outage("other", 45)).rows())
                .extracting(EventRail.Row::line)
                .containsExactly(0, 1);
    }

    @Test
    void legendExplainsTheShade() {
        assertThat(EventRail.key(List.of(rail(outage("plain", 40))))).isEqualTo("shaded: error rate > 1 %");
        assertThat(EventRail.key(List.of())).isEmpty();
    }

    private static List<String> words(EventRail rail, double width, int panels) {
        return new RailPainter(rail, 120, width, panels).words().get(0);
    }

    @Test
    void milestonesAreInWords() {
        assertThat(words(rail(outage("plain", 40)), 1200, 1)).containsExactly("failure detected", "promoted");
    }

    @Test
    void crowdedMilestonesAreMergedWithTheirCounts() {
        SampleLines restless = SampleLines.of("restless");
        for (int second = 40; second < 46; second++) {
            restless.happening(second, second % 2 == 0 ? "ejected" : "returned");
        }
        restless.happening(80, "promoted").happening(100, "promoted");
        EventRail rail = rail(restless);
        assertThat(words(rail, 1000, 3)).containsExactly("failure detected ×3, recovered ×3", "promoted", "promoted");
        assertThat(words(rail, 20_000, 1))
                .as("with space for each")
                .containsExactly(
                        "failure detected",
                        "recovered",
                        "failure detected",
                        "recovered",
                        "failure detected",
                        "recovered",
                        "promoted",
                        "promoted");
        assertThat(words(rail, 100, 3)).containsExactly("failure detected ×3, recovered ×3, promoted ×2");
    }

    @Test
    void milestonesOfASinglePanelHaveSeveralLines() {
        SampleLines close = SampleLines.of("close").happening(40, "ejected").happening(41, "promoted");
        EventRail rail = rail(close);
        assertThat(words(rail, 600, 1)).containsExactly("failure detected", "promoted");
        assertThat(words(rail, 600, 2)).containsExactly("failure detected, promoted");
    }

    @Test
    void equalEventsAreNamedInTheFirstPanelOnly() {
        SampleLines one = outage("one", 40).add("page.p99", "ns", Kind.PERCENTILE, t -> t % 2 == 0 ? 10e6 : 50e6);
        SampleLines two = outage("two", 40).add("page.p99", "ns", Kind.PERCENTILE, t -> t % 3 == 0 ? 20e6 : 70e6);
        String svg = ChartBook.of(SampleLines.result("page.p99", one, two))
                .charts()
                .get(0)
                .svg();
        assertThat(svg).containsOnlyOnce(">db powered off<").containsOnlyOnce(">promoted<");
    }

    @Test
    void repeatedFaultsShareOneRow() {
        SampleLines often = SampleLines.of("often");
        for (int second = 30; second < 110; second += 8) {
            often.fault(second, second + 2, 10);
        }
        double once = new RailPainter(rail(SampleLines.of("once").fault(30, 32, 10)), 120, 400, 1).height();
        assertThat(new RailPainter(rail(often), 120, 400, 1).height()).isEqualTo(once);
    }

    @Test
    void eventsAreNeverTruncated() {
        SampleLines all = SampleLines.of("all").add("availability", "ratio", Kind.GAUGE, t -> t < 60 ? 0.4 : 0.995);
        List<String> happenings = List.of(
                "ejected", "promoted", "returned", "scale-up", "scale-down", "ready", "drained", "breaker-open");
        List<String> others = List.of(
                "breaker-closed", "purged", "alert-fired", "alert-resolved", "action", "breach", "recovery", "breach");
        for (int i = 0; i < happenings.size(); i++) {
            all.happening(40 + 5 * i, happenings.get(i)).happening(42 + 5 * i, others.get(i));
        }
        String svg = ChartBook.of(SampleLines.result("availability", all))
                .charts()
                .get(0)
                .svg();
        assertThat(svg).contains("failure detected", "error rate &gt; 1 %").doesNotContain("…");
    }
}
