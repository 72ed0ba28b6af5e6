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
 * Every scenario that comes with the program shows what it says, and gives the numbers that independent simulations of
 * it gave: the mean over some seeds lies where nine single runs in ten do. The mean of few runs may lie a quarter of
 * that range outside; {@code -Dbrownout.seeds=30} takes more of them, and allows nothing. Every twelfth scenario is
 * held against those numbers at each change, the others on demand.
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
     * {@link DigestsTest} looks at those that it runs as they are, {@link CoveragePageTest} at those it says something
     * of.
     */
    static List<String> others() {
        List<String> names = new ArrayList<>(LibraryRuns.shortened());
        names.removeAll(LibraryRuns.shownWhole());
        return names;
    }

    @ParameterizedTest
    @MethodSource("others")
    void everythingComesOutAsItSays(String name) {
        assertThat(LibraryStories.wrong(name, LibraryRuns.of(name, Optional.empty())))
                .isEmpty();
    }

    static List<ExpectedMetric> everyTwelfth() {
        List<String> names = names();
        return ExpectedMetric.ALL.stream()
                .filter(expected -> names.indexOf(expected.scenario()) % 12 == 0)
                .toList();
    }

    static List<ExpectedMetric> ofTheOthers() {
        List<ExpectedMetric> others = new ArrayList<>(ExpectedMetric.ALL);
        others.removeAll(everyTwelfth());
        return others;
    }

    @ParameterizedTest
    @MethodSource("everyTwelfth")
    void theMeanOverSomeSeedsIsInItsRange(ExpectedMetric expected) {
        held(expected);
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("ofTheOthers")
    void theMeanOverSomeSeedsIsInItsRangeInTheOthersToo(ExpectedMetric expected) {
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

    /** The first run is the one with the scenario's own seed. */
    private static VariantResult variant(ExpectedMetric expected, int run) {
        Optional<Long> seed = run == 0 ? Optional.empty() : Optional.of(FIRST_SEED + run);
        return LibraryRuns.of(expected.scenario(), seed).stream()
                .filter(variant -> variant.name().equals(expected.variant()))
                .findFirst()
                .orElseThrow();
    }
}
