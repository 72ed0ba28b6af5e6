package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.rounds.TestRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every library scenario shows the metrics of independent simulations. The mean over several seeds must be within the
 * range of 90 % of single runs. With few seeds it may be outside by a quarter of that range;
 * {@code -Dbrownout.seeds=30} uses more seeds and allows no slack. Builds check the metrics of one of every
 * twenty-fourth scenario, {@code .ci/run} those of every twenty-fourth, and the remaining ones are checked on demand.
 */
@Tag("story")
class LibraryStoryTest {
    private static final int SEEDS = Integer.getInteger("brownout.seeds", 3);
    private static final long FIRST_SEED = 1001;
    private static final int MANY = 30;
    private static final double ROUNDING = 1e-9;

    /** Returns the scenarios with expected metrics among every twenty-fourth scenario. */
    private static List<String> sampled() {
        List<String> names = new ShippedLibrary().names();
        return names.stream()
                .filter(name -> names.indexOf(name) % 24 == 0)
                .filter(name -> !metrics(List.of(name)).isEmpty())
                .toList();
    }

    private static List<ExpectedMetric> metrics(List<String> scenarios) {
        return ExpectedMetric.ALL.stream()
                .filter(expected -> scenarios.contains(expected.scenario()))
                .toList();
    }

    static List<ExpectedMetric> ofSampled() {
        return metrics(TestRound.rotating(sampled(), 1));
    }

    static List<ExpectedMetric> ofTheOthers() {
        List<ExpectedMetric> others = new ArrayList<>(ExpectedMetric.ALL);
        others.removeAll(metrics(sampled()));
        return others;
    }

    @Tag("rows")
    @ParameterizedTest
    @MethodSource("ofSampled")
    void sampledMetricMeansAreInRange(ExpectedMetric expected) {
        assertHolds(expected);
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("ofTheOthers")
    void remainingMetricMeansAreInRange(ExpectedMetric expected) {
        assertHolds(expected);
    }

    private static void assertHolds(ExpectedMetric expected) {
        List<Double> values = IntStream.range(0, SEEDS)
                .mapToObj(run -> numbers(expected, run))
                .map(numbers -> numbers.get(expected.expression()))
                .map(measure -> {
                    assertThat(measure).as("%s", expected).isNotNull();
                    return measure.value();
                })
                .toList();
        if (expected.hasNoValue()) {
            assertThat(values).allMatch(value -> value.isNaN());
            return;
        }
        double low = bound(expected, expected.low());
        double high = bound(expected, expected.high());
        double few = SEEDS < MANY ? (high - low) / 4 : 0;
        double slack = few + ROUNDING * Math.abs(high);
        assertThat(values.stream().mapToDouble(value -> value).sum() / SEEDS)
                .as(
                        "%s: %s, %s..%s expected, measured %s",
                        expected, expected.mean(), expected.low(), expected.high(), values)
                .isBetween(low - slack, high + slack);
    }

    private static double bound(ExpectedMetric expected, String bound) {
        String assertion = expected.metric() + " <= " + bound + " " + expected.window();
        return Loader.assertion(assertion.strip()).bound().value();
    }

    /** Returns the measurements of the variant. Run 0 uses the scenario's own seed. */
    private static Map<String, Measure> numbers(ExpectedMetric expected, int run) {
        return run == 0
                ? LibraryRuns.cached(expected.scenario())
                        .variant(expected.variant())
                        .measured()
                : LibraryRuns.expected(expected.scenario(), expected.variant(), FIRST_SEED + run);
    }
}
