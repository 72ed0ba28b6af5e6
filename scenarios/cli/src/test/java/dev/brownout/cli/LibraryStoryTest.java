package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every library scenario shows its documented outcome, its recorded answer and the metrics of independent simulations.
 * The mean over several seeds must be within the range of 90 % of single runs. With few seeds it may be outside by a
 * quarter of that range; {@code -Dbrownout.seeds=30} uses more seeds and allows no slack. Regular builds check the
 * metrics of every twenty-fourth scenario, the remaining ones are checked on demand.
 */
@Tag("story")
class LibraryStoryTest {
    private static final int SEEDS = Integer.getInteger("brownout.seeds", 3);
    private static final long FIRST_SEED = 1001;
    private static final int MANY = 30;
    private static final double ROUNDING = 1e-9;

    static List<String> names() {
        return new ShippedLibrary().names();
    }

    /**
     * Returns scenarios that are not covered by {@link DigestsTest}, which checks unmodified runs, or
     * {@link CoveragePageTest}, which checks scenarios of its statements.
     */
    static List<String> others() {
        List<String> names = new ArrayList<>(LibraryRuns.shortened());
        names.removeAll(LibraryRuns.shownWhole());
        return names;
    }

    @ParameterizedTest
    @MethodSource("others")
    void scenariosShowTheirDocumentedOutcome(String name) {
        assertThat(LibraryStories.wrong(name, LibraryRuns.of(name, Optional.empty())))
                .isEmpty();
        LibraryAnswers.check(name);
    }

    static List<ExpectedMetric> everyTwentyFourth() {
        List<String> names = names();
        return ExpectedMetric.ALL.stream()
                .filter(expected -> names.indexOf(expected.scenario()) % 24 == 0)
                .toList();
    }

    static List<ExpectedMetric> ofTheOthers() {
        List<ExpectedMetric> others = new ArrayList<>(ExpectedMetric.ALL);
        others.removeAll(everyTwentyFourth());
        return others;
    }

    @ParameterizedTest
    @MethodSource("everyTwentyFourth")
    void sampledMetricMeansAreInRange(ExpectedMetric expected) {
        held(expected);
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("ofTheOthers")
    void remainingMetricMeansAreInRange(ExpectedMetric expected) {
        held(expected);
    }

    private static void held(ExpectedMetric expected) {
        int number =
                LibraryRuns.expected(expected.scenario(), expected.variant()).indexOf(expected);
        double sum = 0;
        List<Double> values = new ArrayList<>();
        SlaResult low = null;
        SlaResult high = null;
        for (int i = 0; i < SEEDS; i++) {
            VariantResult variant = variant(expected, i);
            low = variant.sla().get("expected-" + number + "-low");
            high = variant.sla().get("expected-" + number + "-high");
            values.add(low.value());
            sum += low.value();
        }
        if (expected.nothing()) {
            assertThat(values).allMatch(value -> value.isNaN());
            return;
        }
        double few = SEEDS < MANY ? (high.bound() - low.bound()) / 4 : 0;
        double slack = few + ROUNDING * Math.abs(high.bound());
        assertThat(sum / SEEDS)
                .as(
                        "%s: %s, %s..%s expected, measured %s",
                        expected, expected.mean(), expected.low(), expected.high(), values)
                .isBetween(low.bound() - slack, high.bound() + slack);
    }

    /** Returns a run of the variant. Run 0 uses the scenario's own seed. */
    private static VariantResult variant(ExpectedMetric expected, int run) {
        Optional<Long> seed = run == 0 ? Optional.empty() : Optional.of(FIRST_SEED + run);
        return LibraryRuns.of(expected.scenario(), seed).stream()
                .filter(variant -> variant.name().equals(expected.variant()))
                .findFirst()
                .orElseThrow();
    }
}
