package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Titles and findings of the lines of a sweep. */
class SweepFindingsTest {
    private static final double NONE = Double.NaN;
    private static final List<String> AT = List.of("a", "b", "c");

    private static String title(List<List<Double>> lines) {
        return SweepFindings.title("p99", "ns", AT, List.of("one", "two"), lines);
    }

    @Test
    void titleHasOnlyMeasuredValues() {
        assertThat(title(List.of(List.of(1e6, 2e6, 3e6)))).isEqualTo("p99: 1 ms to 3 ms");
        assertThat(title(List.of(List.of(1e6, 9e6, 3e6)))).isEqualTo("p99: max 9 ms at b");
        assertThat(title(List.of(List.of(5e6, 1e6, 6e6)))).isEqualTo("p99: min 1 ms at b");
        assertThat(title(List.of(List.of(NONE, 2e6, NONE)))).isEqualTo("p99: 2 ms");
        assertThat(title(List.of(List.of(NONE, NONE, NONE)))).isEqualTo("p99: no data");
        assertThat(title(List.of(List.of(1e6, 2e6, 3e6), List.of(1e6, 9e6, 7e6))))
                .isEqualTo("p99: 3 ms (one) to 7 ms (two)");
        assertThat(title(List.of(List.of(NONE, NONE, NONE), List.of(1e6, 4e6, 7e6))))
                .isEqualTo("p99: 1 ms to 7 ms");
    }

    @Test
    void undecidedMeansAreMarkedInTheTitle() {
        SlaResult fast = new SlaResult(
                "page.p99 < 400ms",
                "page.p99",
                "<",
                388e6,
                400e6,
                0,
                "ns",
                0,
                0,
                1,
                Verdict.UNDECIDED,
                -1,
                false,
                null);
        assertThat(SweepFindings.title(
                        "fast", fast, List.of("nowhere"), List.of("plain"), List.of(List.of(900e6, 388e6))))
                .isEqualTo("fast: undecided at best, page.p99 at least 388 ms");
        assertThat(SweepFindings.title(
                        "fast", fast, List.of("nowhere"), List.of("plain"), List.of(List.of(900e6, 500e6))))
                .isEqualTo("fast: met nowhere, page.p99 at least 500 ms");
    }

    @Test
    void smallVariationIsConstant() {
        assertThat(SweepFindings.vary(List.of(List.of(100.0, 101.0)), false)).isFalse();
        assertThat(SweepFindings.vary(List.of(List.of(100.0), List.of(104.0)), false))
                .isTrue();
        assertThat(SweepFindings.vary(List.of(List.of(100.0, NONE)), false)).isTrue();
        assertThat(SweepFindings.vary(List.of(List.of(NONE)), false)).isFalse();
        assertThat(SweepFindings.vary(List.of(List.of(0.999, 0.9999)), true)).isTrue();
        assertThat(SweepFindings.vary(List.of(List.of(0.9999, 0.99999)), true)).isFalse();
    }
}
