package dev.brownout.experiment.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.capacity.LargestSearch.Bracket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargestSearchTest {
    private static final double ANY = Double.POSITIVE_INFINITY;
    private final LargestSearch search = new LargestSearch(0.01, 30);

    /** Treats no load as an overload. */
    private static boolean isOverloadedWithoutLoad(double load) {
        return false;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 100, 412, 99_000})
    void bracketContainsTheCapacityAndIsNarrow(double start) {
        Bracket bracket = search.search(
                start,
                0,
                ANY,
                LargestSearchTest::isOverloadedWithoutLoad,
                load -> load < 412 ? DesignVerdict.HOLDS : DesignVerdict.MISSED);
        assertThat(bracket.holds()).isLessThan(412).isGreaterThan(412 / 1.011);
        assertThat(bracket.missed()).isGreaterThanOrEqualTo(412).isLessThan(412 * 1.011);
        assertThat(bracket.firstDoubt()).isEqualTo(bracket.missed());
    }

    @Test
    void undecidedLoadsAreWithinTheBracket() {
        Bracket bracket = search.search(
                100,
                0,
                ANY,
                LargestSearchTest::isOverloadedWithoutLoad,
                load -> load < 400 ? DesignVerdict.HOLDS : load < 440 ? DesignVerdict.UNDECIDED : DesignVerdict.MISSED);
        assertThat(bracket.holds()).isBetween(395.0, 400.0);
        assertThat(bracket.firstDoubt()).isBetween(400.0, 404.0);
        assertThat(bracket.missed()).isBetween(440.0, 445.0);
    }

    @Test
    void loadsAreRoundNumbers() {
        Bracket bracket = search.search(
                7,
                0,
                ANY,
                LargestSearchTest::isOverloadedWithoutLoad,
                load -> load < 412.3 ? DesignVerdict.HOLDS : DesignVerdict.MISSED);
        assertThat(bracket.answers().keySet().stream().filter(load -> load > 300 && load < 500))
                .isNotEmpty()
                .allMatch(load -> load == Math.rint(load));
    }

    @Test
    void searchStaysWithinItsRange() {
        Bracket all =
                search.search(100, 50, 300, LargestSearchTest::isOverloadedWithoutLoad, load -> DesignVerdict.HOLDS);
        assertThat(all.holds()).isEqualTo(300);
        assertThat(all.missed()).isInfinite();
        assertThat(all.firstDoubt()).isInfinite();
        Bracket none =
                search.search(100, 50, 300, LargestSearchTest::isOverloadedWithoutLoad, load -> DesignVerdict.MISSED);
        assertThat(none.holds()).isZero();
        assertThat(none.answers().keySet()).containsExactly(50.0, 100.0);
    }

    @Test
    void searchTerminates() {
        assertThat(search.search(1, 0, ANY, LargestSearchTest::isOverloadedWithoutLoad, load -> DesignVerdict.HOLDS)
                        .holds())
                .isEqualTo(1024);
        assertThat(search.search(1, 0, ANY, LargestSearchTest::isOverloadedWithoutLoad, load -> DesignVerdict.MISSED)
                        .answers())
                .hasSize(11);
        assertThat(search.search(1, 0, ANY, LargestSearchTest::isOverloadedWithoutLoad, load -> DesignVerdict.UNDECIDED)
                        .holds())
                .isZero();
        List<Double> requested = new ArrayList<>();
        new LargestSearch(1e-9, 8).search(1, 0, ANY, LargestSearchTest::isOverloadedWithoutLoad, load -> {
            requested.add(load);
            return load < 412 ? DesignVerdict.HOLDS : DesignVerdict.MISSED;
        });
        assertThat(requested).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void overloadsAboveAViolatedLoadAreNotTried() {
        List<Double> requested = new ArrayList<>();
        DoubleFunction<DesignVerdict> design = load -> {
            requested.add(load);
            return load < 412 ? DesignVerdict.HOLDS : load < 440 ? DesignVerdict.UNDECIDED : DesignVerdict.MISSED;
        };
        Bracket whole = search.search(100, 0, ANY, LargestSearchTest::isOverloadedWithoutLoad, design);
        requested.clear();
        Bracket guided = search.search(100, 0, ANY, load -> load > 500, design);
        assertThat(requested).allMatch(load -> load <= 500).doesNotHaveDuplicates();
        assertThat(guided.answers().keySet()).containsExactlyInAnyOrderElementsOf(requested);
        assertThat(guided.holds()).isEqualTo(whole.holds());
        assertThat(guided.missed()).isEqualTo(whole.missed());
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 100, 300, 99_000})
    void wrongOverloadEstimateDoesNotChangeTheResult(double start) {
        DoubleFunction<DesignVerdict> design = load -> load < 412 ? DesignVerdict.HOLDS : DesignVerdict.MISSED;
        Bracket misled = search.search(start, 0, ANY, load -> load > 150, design);
        assertThat(misled.holds()).isLessThan(412).isGreaterThan(412 / 1.011);
        assertThat(misled.missed()).isGreaterThanOrEqualTo(412).isLessThan(412 * 1.011);
        assertThat(misled.answers()).hasSizeLessThanOrEqualTo(30);
        misled.answers().forEach((load, answer) -> assertThat(answer).isEqualTo(design.apply(load)));
    }

    @Test
    void estimatedUpperEndIsTried() {
        LargestSearch wide = new LargestSearch(0.6, 30);
        DoubleFunction<DesignVerdict> design = load -> load < 1000 ? DesignVerdict.HOLDS : DesignVerdict.MISSED;
        Bracket bracket = wide.search(100, 0, ANY, load -> load > 1000, design);
        assertThat(bracket.holds()).isEqualTo(800);
        assertThat(bracket.missed()).isEqualTo(1200);
        assertThat(bracket.answers()).containsKey(1200.0);
    }
}
