package dev.brownout.chart.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.FailurePeriod;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRailTest {
    private static final long SECOND = 1_000_000_000L;

    private static SampleLines outage(String name, double promoted) {
        return SampleLines.of(name)
                .add("availability", "ratio", Kind.GAUGE, t -> t >= 30 && t < promoted ? 0.4 : 0.995)
                .fault(30, 90, 10)
                .withEvent(32, "ejected")
                .withEvent(promoted, "promoted");
    }

    private static EventRail rail(SampleLines... variants) {
        RunResult result = SampleLines.result("availability", variants);
        return EventRail.of(result.variants());
    }

    @Test
    void faultIsNamedWithItsTime() {
        assertThat(rail(outage("plain", 40)).events().get(0))
                .isEqualTo(new EventRail.RailEvent(
                        "0:30 db powered off",
                        List.of(),
                        true,
                        List.of(new EventRail.EventSpan(30 * SECOND, 90 * SECOND))));
    }

    @Test
    void eventOfOneVariantIsNamedWithTheVariant() {
        SampleLines calm = SampleLines.of("calm").add("availability", "ratio", Kind.GAUGE, t -> 1);
        assertThat(rail(outage("plain", 40), calm).events())
                .extracting(EventRail.RailEvent::words)
                .containsExactly(
                        "0:30 db powered off (plain)", "0:32 failure detected (plain)", "0:40 promoted (plain)");
    }

    @Test
    void milestoneAtDifferentTimesIsNamedWithTheLastOne() {
        EventRail rail = rail(outage("one", 40), outage("other", 45));
        assertThat(rail.events())
                .extracting(EventRail.RailEvent::words)
                .containsExactly("0:30 db powered off", "0:32 failure detected", "0:40 promoted (last: 0:45)");
        assertThat(rail.hurt()).as("different failure periods").isEmpty();
    }

    @Test
    void failurePeriodsAreShaded() {
        assertThat(rail(outage("one", 40), outage("other", 40)).hurt())
                .containsExactly(new FailurePeriod(30 * SECOND, 40 * SECOND));
    }

    @Test
    void repeatedMilestonesAreCounted() {
        SampleLines restless = SampleLines.of("restless");
        for (int second = 40; second < 46; second++) {
            restless.withEvent(second, second % 2 == 0 ? "ejected" : "returned");
        }
        assertThat(rail(restless).events())
                .extracting(EventRail.RailEvent::words)
                .containsExactly("0:40 failure detected ×3", "0:41 recovered ×3");
    }

    @Test
    void fewMilestonesAreNamedAndThoseOfAssertionsOnlyWithoutFaults() {
        SampleLines busy = SampleLines.of("busy").withEvent(20, "breach");
        List<String> kinds = List.of("drained", "scale-down", "ready", "breaker-open", "ejected", "promoted");
        kinds.forEach(kind -> busy.withEvent(30 + kinds.indexOf(kind), kind));
        assertThat(rail(busy).events())
                .extracting(EventRail.RailEvent::words)
                .containsExactly("0:33 circuit breaker open", "0:34 failure detected", "0:35 promoted");
        assertThat(rail(violated("plain")).events())
                .extracting(EventRail.RailEvent::words)
                .containsExactly("0:20 db SLA violated");
        assertThat(rail(violated("plain").fault(10, 30, 10)).events()).hasSize(1);
    }

    private static SampleLines violated(String name) {
        return SampleLines.of(name)
                .sla("db", "availability >= 99%", 0.5, 0.99, "ratio")
                .withEvent(20, "breach");
    }

    /** A time outside the bound of an assertion is an event only if the assertion is violated over its window. */
    @ParameterizedTest
    @CsvSource({"0.2, 1", "0.9899, 1", "0.99, 0", "0.995, 0", "1, 0", "NaN, 0"})
    void onlyViolatedAssertionsAreEvents(double availability, int events) {
        SampleLines lines = SampleLines.of("plain")
                .sla("db", "availability >= 99%", availability, 0.99, "ratio")
                .withEvent(20, "breach")
                .withEvent(30, "recovery");
        assertThat(rail(lines).events()).hasSize(2 * events);
    }

    @Test
    void legendExplainsTheShade() {
        assertThat(EventRail.key(List.of(rail(outage("plain", 40))))).isEqualTo("shaded: error rate > 1 %");
        assertThat(EventRail.key(List.of())).isEmpty();
    }

    @Test
    void wordsAreOnAsManyLinesAsTheyNeed() {
        SampleLines close = SampleLines.of("close").withEvent(40, "ejected").withEvent(41, "promoted");
        RailPainter wide = new RailPainter(rail(close), 120, 60_000);
        assertThat(wide.words()).containsExactly("0:40 failure detected", "0:41 promoted");
        assertThat(new RailPainter(rail(close), 120, 600).height()).isGreaterThan(wide.height());
    }

    @Test
    void equalEventsAreNamedInTheFirstPanelOnly() {
        SampleLines one = outage("one", 40).add("page.p99", "ns", Kind.PERCENTILE, t -> t % 2 == 0 ? 10e6 : 50e6);
        SampleLines two = outage("two", 40).add("page.p99", "ns", Kind.PERCENTILE, t -> t % 3 == 0 ? 20e6 : 70e6);
        String svg = ChartBook.of(SampleLines.result("page.p99", one, two))
                .charts()
                .get(0)
                .svg();
        assertThat(svg).containsOnlyOnce(">0:30 db powered off<").containsOnlyOnce(">0:40 promoted<");
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
    void eventsAreNeverTruncated() {
        SampleLines all = SampleLines.of("all").add("availability", "ratio", Kind.GAUGE, t -> t < 60 ? 0.4 : 0.995);
        List<String> events = List.of(
                "ejected", "promoted", "returned", "scale-up", "scale-down", "ready", "drained", "breaker-open");
        List<String> others = List.of(
                "breaker-closed", "purged", "alert-fired", "alert-resolved", "action", "breach", "recovery", "breach");
        for (int i = 0; i < events.size(); i++) {
            all.withEvent(40 + 5 * i, events.get(i)).withEvent(42 + 5 * i, others.get(i));
        }
        String svg = ChartBook.of(SampleLines.result("availability", all))
                .charts()
                .get(0)
                .svg();
        assertThat(svg).contains("failure detected", "error rate &gt; 1 %").doesNotContain("…");
    }
}
