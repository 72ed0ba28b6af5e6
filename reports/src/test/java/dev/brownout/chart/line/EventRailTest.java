package dev.brownout.chart.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.FailurePeriod;
import dev.brownout.chart.model.Milestone;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.Arrays;
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
                .containsExactly(new EventRail.Bar("db off", 30 * SECOND, 90 * SECOND));
    }

    @Test
    void faultOfOneVariantIsLabelledWithTheVariant() {
        SampleLines calm = SampleLines.of("calm").add("availability", "ratio", Kind.GAUGE, t -> 1);
        assertThat(rail(outage("plain", 40), calm).bars())
                .extracting(EventRail.Bar::label)
                .containsExactly("db off (plain)");
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
    void legendExplainsTheLettersInUse() {
        assertThat(EventRail.key(List.of(rail(outage("plain", 40)))))
                .isEqualTo("n noticed · p promoted · shaded: over 1 % fail");
        assertThat(EventRail.key(List.of())).isEmpty();
    }

    @Test
    void noTwoMilestonesShareALetter() {
        assertThat(Arrays.stream(Milestone.values()).map(Milestone::letter)).doesNotHaveDuplicates();
    }

    @Test
    void crowdedMarksAreMergedWithTheirCounts() {
        SampleLines restless = SampleLines.of("restless");
        for (int second = 40; second < 46; second++) {
            restless.happening(second, second % 2 == 0 ? "ejected" : "returned");
        }
        restless.happening(80, "promoted").happening(100, "promoted");
        EventRail rail = rail(restless);
        EventRail.Row row = rail.rows().get(0);
        assertThat(new RailPainter(rail, 120, 400).told(row)).containsExactly("n3 a3", "p", "p");
        assertThat(new RailPainter(rail, 120, 12_000).told(row))
                .as("with room for each")
                .containsExactly("n", "a", "n", "a", "n", "a", "p", "p");
        assertThat(new RailPainter(rail, 120, 50).told(row)).containsExactly("n3 a3 p2");
        assertThat(EventRail.key(List.of(rail))).contains("a number: so many, close together");
    }

    @Test
    void repeatedFaultsShareOneRow() {
        SampleLines often = SampleLines.of("often");
        for (int second = 30; second < 110; second += 8) {
            often.fault(second, second + 2, 10);
        }
        double once = new RailPainter(rail(SampleLines.of("once").fault(30, 32, 10)), 120, 400).height();
        assertThat(new RailPainter(rail(often), 120, 400).height()).isEqualTo(once);
    }

    @Test
    void legendIsNeverTruncated() {
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
        assertThat(svg).contains("n noticed").contains("over 1 % fail").doesNotContain("…");
    }
}
