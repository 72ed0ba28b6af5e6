package dev.brownout.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brownout.language.ResolvedWriter;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.rounds.TestRound;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scale invariance: with all durations doubled and all rates halved, every count and ratio is unchanged and every time
 * is doubled, in the whole run, in every window and in every interval of the series.
 *
 * <p>Instants are whole nanoseconds. A doubled random time thus differs from twice the original by at most 1 ns, and a
 * sum of n times by at most n ns. Two events that are closer than that may change their order, and then anything may
 * follow. So the two compared runs have about 1,000 times and 2,000 times the scale of the scenario: rounding errors
 * are about 0.001 ns of the original time, no order changes, and counts must be equal. Histograms (their buckets are
 * not doubled below 1 ms) and texts are not compared.
 *
 * <p>Scenarios with durations that the scenario text does not set cannot be rescaled and are left out:
 *
 * <ul>
 *   <li>Round trips between cities, and the milliseconds in identifiers.
 *   <li>The pause of a client before it retries as requested, and the round trips between tiers of consumers.
 *   <li>The delays of hinted handoff and anti-entropy of a store, and the 1 s between checks whether keys can move.
 *   <li>The negative TTL of a resolver, and a lease that is reported without a holder.
 *   <li>The 1 s between checks whether an instance has drained, and the work of a token check.
 *   <li>The 10 s over which a retry budget counts requests, and a threshold in the name of a metric
 *       ({@code over_200ms}).
 *   <li>The billed memory of functions, an integral over time, and its cost.
 *   <li>Work at a speed that depends on the calls in service, which is rounded to 1/64 ns at each change.
 *   <li>Durations or clock steps that are too long to be scaled, and integrals beyond the precision of a double.
 *   <li>An objective over 30 days, and a time-dependent parameter that the resolved text has replaced by its value.
 * </ul>
 */
@Tag("law")
class TimeScaleTest {
    private static final long FIRST = 1024;
    /** Tolerance of times: 1 ns of the original time scale. The tolerance of shares of time is relative. */
    private static final double NANOS = FIRST;

    private static final double SHARE = 1e-8;

    private static final Predicate<String> WORDS = Pattern.compile(
                    "/(digest|histogram|expression|sentence|text|warnings|formula|latencies/.*|resolved/.*)$")
            .asPredicate();
    private static final Predicate<String> AREAS = Pattern.compile(
                    "utilization|_held|[.]collecting|[.]firing|[.]memory|[.]disk/")
            .asPredicate();
    private static final Set<String> TIMES =
            Set.of("value", "target", "bound", "predicted", "measured", "values", "low", "high");

    static List<String> sampled() {
        return TestRound.rotating(SmallLibrary.suitable(TimeScaleTest.class, SmallLibrary.twelfth(1)), 1, 4);
    }

    static List<String> remaining() {
        return SmallLibrary.suitable(TimeScaleTest.class, SmallLibrary.remaining(1));
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("remaining")
    void doubledTimeScaleDoublesTimesAndKeepsCountsElsewhere(String name) {
        doubledTimeScaleDoublesTimesAndKeepsCounts(name);
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("sampled")
    void doubledTimeScaleDoublesTimesAndKeepsCounts(String name) {
        ScenarioFile file = SmallLibrary.read(name);
        for (Variant variant : file.variants()) {
            String text = new ResolvedWriter().write(file, variant);
            long factor = factor(variant.scenario().durationNanos());
            Leaves once = run(name, text, factor);
            Leaves twice = run(name, text, 2 * factor);
            assertThat(once.differencesTo(twice, (path, a, b) -> isDoubled(once, path, a, b)))
                    .as("%s, variant '%s'", name, variant.name())
                    .isEmpty();
        }
    }

    @Test
    void rescalesOnlyDurationsAndRates() {
        assertThat(new TimeScale(2).of("""
                        scenario: 5m of fame
                        run:
                          duration: 1h30m
                        components:
                          web:
                            service: lognormal(p50=8ms p99=40ms) + 3ms
                            memory: 64MB
                            rate: 100MB/s
                            link: 1.5Gbps
                        load: step(100/s 2k/s every=2m)
                        faults:
                          - at 5m: degrade link/east~west latency=-100ms loss=2% for 30s
                        sla:
                          within 5s: web/2.p99.9 < 0.5s from 1m to 2m
                        """)).isEqualTo("""
                        scenario: 5m of fame
                        run:
                          duration: 10800000000000ns
                        components:
                          web:
                            service: lognormal(p50=16000000ns p99=80000000ns) + 6000000ns
                            memory: 64MB
                            rate: 50MB/s
                            link: 0.75Gbps
                        load: step(50/s 1k/s every=240000000000ns)
                        faults:
                          - at 600000000000ns: degrade link/east~west latency=-200000000ns loss=2% for 60000000000ns
                        sla:
                          within 5s: web/2.p99.9 < 1000000000ns from 120000000000ns to 240000000000ns
                        """);
    }

    /** Returns a factor at which the interval of the series doubles with the run, as intervals are round numbers. */
    private static long factor(long durationNanos) {
        long factor = FIRST;
        while (step(2 * factor * durationNanos) != 2 * step(factor * durationNanos)) {
            factor *= 2;
        }
        return factor;
    }

    private static long step(long durationNanos) {
        long power = 1;
        while (power * 10 <= durationNanos / 200) {
            power *= 10;
        }
        long digit = durationNanos / 200 / power;
        return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
    }

    private static Leaves run(String name, String text, long factor) {
        JsonNode result = SmallLibrary.run(SmallLibrary.load(name, new TimeScale(factor).of(text), List.of()));
        return Leaves.of(TimeScale.withOriginalWindowNames(result, factor)).exclude(WORDS);
    }

    private static boolean isDoubled(Leaves all, String path, JsonNode one, JsonNode other) {
        if (one.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                boolean none = !one.get(i).isNumber() && one.get(i).equals(other.get(i));
                if (!none
                        && !number(
                                all, path, one.get(i).asDouble(), other.get(i).asDouble())) {
                    return false;
                }
            }
            return true;
        }
        return one.isNumber() && other.isNumber() && number(all, path, one.asDouble(), other.asDouble());
    }

    private static boolean number(Leaves all, String path, double one, double other) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String unit = TIMES.contains(last) ? all.siblingText(path.replace("/open/", "/"), "unit") : "";
        boolean seconds = all.siblingText(path, "metric").contains("_seconds");
        if (seconds && (last.equals("margin") || last.equals("error"))) {
            return true;
        }
        if (last.endsWith("_ns")
                || unit.equals("ns")
                || path.contains("_seconds/")
                || seconds && (last.equals("value") || last.equals("measured"))
                || areas(all, path, last)) {
            return Math.abs(other - 2 * one) <= Math.max(NANOS, SHARE * Math.abs(other));
        }
        boolean bought = last.equals("quantity") || last.equals("unit_price");
        boolean byTheHour = bought && all.siblingText(path, "unit").endsWith("h");
        if (byTheHour && last.equals("quantity")) {
            return Math.abs(other - 2 * one) <= SHARE * other;
        }
        if (last.endsWith("_per_second")
                || unit.equals("1/s")
                || last.equals("per_hour")
                || unit.equals("$/h")
                || byTheHour) {
            return Math.abs(2 * other - one) <= SHARE * one;
        }
        boolean whole = one == Math.rint(one) && other == Math.rint(other);
        return one == other || !whole && Math.abs(other - one) <= SHARE * Math.max(Math.abs(one), 0.1);
    }

    /**
     * Returns whether a value is an integral over time: compared by the audit, or the numerator or denominator of a
     * utilization.
     */
    private static boolean areas(Leaves all, String path, String last) {
        return path.contains("/audit/") && all.siblingText(path, "name").contains("nanoseconds")
                || last.endsWith("ators") && AREAS.test(path);
    }
}
