package dev.brownout.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.rounds.TestRound;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Causality: the state of a run at an instant does not depend on later events. A run that is stopped at an instant, a
 * longer run, and a run that ends there agree up to the instant.
 *
 * <p>A request is counted when it ends, in the interval in which it was sent. Thus a longer run counts, in each
 * interval before the instant, the same number of offered requests and at least as many successful and failed ones. The
 * difference is at most the number of requests in flight at the instant. Percentile series have the same property and
 * are not compared.
 *
 * <p>Overdue requests and messages are not compared. They are counted at the end of a run, so a longer run has other
 * ones, and by whole intervals of the series, with a length that depends on the duration.
 */
@Tag("law")
class LongerRunTest {
    static List<String> sampled() {
        return TestRound.rotating(SmallLibrary.twelfth(2), 2, 4);
    }

    static List<String> remaining() {
        return SmallLibrary.remaining(2);
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("remaining")
    void stoppedRunIsAPrefixOfTheWholeRunElsewhere(String name) {
        stoppedRunIsAPrefixOfTheWholeRun(name);
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("sampled")
    void stoppedRunIsAPrefixOfTheWholeRun(String name) {
        for (Variant variant : SmallLibrary.read(name).variants().subList(0, 1)) {
            long instant = variant.scenario().durationNanos() / 2;
            VariantResult whole = SmallLibrary.run(variant, Long.MAX_VALUE);
            VariantResult stopped = SmallLibrary.run(variant, instant);
            assertThat(stopped.run().stopped().atNanos()).isEqualTo(instant);
            assertThat(eventsUntil(stopped, instant)).isEqualTo(eventsUntil(whole, instant));
            int steps = (int) (instant / whole.series().stepNanos());
            Set<String> classes = new TreeSet<>(whole.requests().keySet());
            classes.add("");
            Map<String, Column> then = new TreeMap<>();
            stopped.series().columns().forEach(column -> then.put(column.name(), column));
            for (Column later : whole.series().columns()) {
                boolean ofRequests = classes.contains(later.component());
                boolean overdue = later.name().endsWith(".overdue_messages");
                if (!ofRequests && !overdue && later.kind() != Series.Kind.PERCENTILE
                        || later.name().endsWith("offered")) {
                    double[] first = Arrays.copyOf(later.values(), steps);
                    Column until = then.get(later.name());
                    double[] seen = until == null ? idle(first) : Arrays.copyOf(until.values(), steps);
                    assertThat(first).as(later.name()).isEqualTo(seen);
                }
            }
            long more = finished(whole, steps) - finished(stopped, steps);
            assertThat(more).isBetween(0L, offeredLoad(stopped, steps) - finished(stopped, steps));
        }
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("remaining")
    void stoppedRunCountsAsARunOfThatDurationElsewhere(String name) {
        stoppedRunCountsAsARunOfThatDuration(name);
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("sampled")
    void stoppedRunCountsAsARunOfThatDuration(String name) {
        ScenarioFile file = SmallLibrary.read(name);
        long end = file.variants().get(0).scenario().durationNanos();
        ScenarioFile longer = SmallLibrary.read(name, "run.duration=" + 2 * end + "ns");
        for (int i = 0; i < file.variants().size(); i++) {
            VariantResult completed = SmallLibrary.run(file.variants().get(i), Long.MAX_VALUE);
            VariantResult stopped = SmallLibrary.run(longer.variants().get(i), end);
            assertThat(stopped.run().simulatedRequests())
                    .isEqualTo(completed.run().simulatedRequests());
            assertThat(requests(stopped)).isEqualTo(requests(completed));
            assertThat(stopped.accounting().data())
                    .isEqualTo(completed.accounting().data());
            assertThat(eventsUntil(stopped, end)).isEqualTo(eventsUntil(completed, end));
            completed.components().forEach((component, its) -> {
                ComponentResult same = stopped.components().get(component);
                assertThat(same.errors()).as(component).isEqualTo(its.errors());
                assertThat(same.latency()).as(component).isEqualTo(its.latency());
                assertThat(counts(same)).as(component).isEqualTo(counts(its));
            });
        }
    }

    /** Returns the values of an instance before it enters service: 0, or no data where there is none. */
    private static double[] idle(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? value : 0)
                .toArray();
    }

    /**
     * Returns the events up to an instant. SLA breaches are excluded, as they are derived from the whole series after
     * the run.
     */
    private static List<TimelineEvent> eventsUntil(VariantResult run, long instant) {
        return run.history().timeline().stream()
                .filter(one -> one.atNanos() <= instant)
                .filter(one -> !one.what().equals("breach") && !one.what().equals("recovery"))
                .toList();
    }

    /** Returns the outcomes of each class without its overdue requests. */
    private static Map<String, RequestResult> requests(VariantResult run) {
        Map<String, RequestResult> requests = new TreeMap<>();
        run.requests()
                .forEach((name, of) -> requests.put(
                        name,
                        new RequestResult(
                                of.offered(),
                                of.good(),
                                of.late(),
                                of.failed(),
                                of.unfinished(),
                                0,
                                0,
                                of.outcomes(),
                                of.causes(),
                                of.attempts(),
                                of.successes(),
                                of.all())));
        return requests;
    }

    private static Map<String, Double> counts(ComponentResult component) {
        Map<String, Double> counts = new TreeMap<>();
        component.measures().forEach((name, measure) -> {
            if (List.of("offered", "failed", "hits", "misses", "evictions", "stale_reads")
                    .contains(name)) {
                counts.put(name, measure.value());
            }
        });
        return counts;
    }

    private static long offeredLoad(VariantResult run, int steps) {
        return sum(run, "offered", steps);
    }

    private static long finished(VariantResult run, int steps) {
        return sum(run, "good", steps) + sum(run, "failed", steps);
    }

    private static long sum(VariantResult run, String column, int steps) {
        Column found = run.series().columns().stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow();
        return (long) Arrays.stream(found.values(), 0, steps).sum();
    }
}
