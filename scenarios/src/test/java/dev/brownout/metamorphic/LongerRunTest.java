package dev.brownout.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
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
 * What has happened by an instant does not depend on what comes later: a run that is stopped there, one that goes on,
 * and one that was to end there agree on it.
 *
 * <p>A request counts in the part of the time in which its user wanted it, at the moment it ends. So a run that goes on
 * counts in each part before the instant as many requests offered, and at least as many good and failed ones: more by
 * at most those that were in flight at the instant. The same holds for percentiles over time, which are left out here.
 */
@Tag("law")
class LongerRunTest {
    static List<String> some() {
        return SmallLibrary.twelfth(2);
    }

    static List<String> others() {
        return SmallLibrary.others(2);
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("others")
    void aRunThatIsStoppedHasSeenWhatTheWholeOneSawElsewhere(String name) {
        aRunThatIsStoppedHasSeenWhatTheWholeOneSaw(name);
    }

    @ParameterizedTest
    @MethodSource("some")
    void aRunThatIsStoppedHasSeenWhatTheWholeOneSaw(String name) {
        for (Variant variant : SmallLibrary.read(name).variants().subList(0, 1)) {
            long at = variant.scenario().durationNanos() / 2;
            VariantResult whole = SmallLibrary.run(variant, Long.MAX_VALUE);
            VariantResult stopped = SmallLibrary.run(variant, at);
            assertThat(stopped.stopped().atNanos()).isEqualTo(at);
            assertThat(happened(stopped, at)).isEqualTo(happened(whole, at));
            int steps = (int) (at / whole.series().stepNanos());
            Set<String> classes = new TreeSet<>(whole.requests().keySet());
            classes.add("");
            Map<String, Column> then = new TreeMap<>();
            stopped.series().columns().forEach(column -> then.put(column.name(), column));
            for (Column later : whole.series().columns()) {
                boolean ofRequests = classes.contains(later.component());
                if (!ofRequests && later.kind() != Series.Kind.PERCENTILE
                        || later.name().endsWith("offered")) {
                    double[] first = Arrays.copyOf(later.values(), steps);
                    Column until = then.get(later.name());
                    double[] seen = until == null ? idle(first) : Arrays.copyOf(until.values(), steps);
                    assertThat(first).as(later.name()).isEqualTo(seen);
                }
            }
            long more = finished(whole, steps) - finished(stopped, steps);
            assertThat(more).isBetween(0L, offered(stopped, steps) - finished(stopped, steps));
        }
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("others")
    void aRunThatWasToEndThereHasCountedTheSameElsewhere(String name) {
        aRunThatWasToEndThereHasCountedTheSame(name);
    }

    @ParameterizedTest
    @MethodSource("some")
    void aRunThatWasToEndThereHasCountedTheSame(String name) {
        ScenarioFile file = SmallLibrary.read(name);
        long end = file.variants().get(0).scenario().durationNanos();
        ScenarioFile longer = SmallLibrary.read(name, "run.duration=" + 2 * end + "ns");
        for (int i = 0; i < file.variants().size(); i++) {
            VariantResult ended = SmallLibrary.run(file.variants().get(i), Long.MAX_VALUE);
            VariantResult stopped = SmallLibrary.run(longer.variants().get(i), end);
            assertThat(stopped.simulatedRequests()).isEqualTo(ended.simulatedRequests());
            assertThat(stopped.requests()).isEqualTo(ended.requests());
            assertThat(stopped.data()).isEqualTo(ended.data());
            assertThat(happened(stopped, end)).isEqualTo(happened(ended, end));
            ended.components().forEach((component, its) -> {
                ComponentResult same = stopped.components().get(component);
                assertThat(same.errors()).as(component).isEqualTo(its.errors());
                assertThat(same.latency()).as(component).isEqualTo(its.latency());
                assertThat(counts(same)).as(component).isEqualTo(counts(its));
            });
        }
    }

    /** What a machine shows before it comes into service: nothing, or no data. */
    private static double[] idle(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? value : 0)
                .toArray();
    }

    /** What happened in the system by an instant; breaches are told from the whole series afterwards. */
    private static List<TimelineEvent> happened(VariantResult run, long at) {
        return run.timeline().stream()
                .filter(one -> one.atNanos() <= at)
                .filter(one -> !one.what().equals("breach") && !one.what().equals("recovery"))
                .toList();
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

    private static long offered(VariantResult run, int steps) {
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
