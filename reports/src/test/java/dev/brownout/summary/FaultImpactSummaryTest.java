package dev.brownout.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.LatencyCounts;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics before, during and after each fault. */
class FaultImpactSummaryTest {
    /** Returns 100 responses per second of about 1 ms, and of about 100 ms after the fault. */
    private static LatencyCounts latencies() {
        int[][] steps = new int[120][];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new int[] {LatencyCounts.bucket(i < 70 ? 1_000_000 : 100_000_000), 100};
        }
        return new LatencyCounts(steps);
    }

    private static SampleLines outage() {
        return SampleLines.of("plain")
                .ratio("page.availability", t -> t < 30 ? 0 : t < 60 ? 99 : 90, t -> 100)
                .add("page.offered", "1", Kind.COUNTER, t -> t < 30 ? 0 : t < 70 ? 100 : 300)
                .latencies("page", latencies())
                .fault(60, 70, 20);
    }

    private static List<List<String>> rows(OutputFormat form, SampleLines... variants) {
        RunResult result = SampleLines.result("none", variants);
        return FaultImpactSummary.part(result).in(form).stream()
                .filter(Table.class::isInstance)
                .flatMap(table -> ((Table) table).rows().stream())
                .map(row -> row.cells().stream().map(Cell::text).toList())
                .toList();
    }

    @Test
    void warmUpIsExcludedAndPercentilesComeFromCounts() {
        assertThat(rows(OutputFormat.HTML, outage()))
                .containsExactly(
                        List.of("plain", "outage, 1:00 to 1:10", "page", "available", "99 %", "80 %", "90 %"),
                        List.of("plain", "outage, 1:00 to 1:10", "page", "p50", "≤ 1.05 ms", "8 ms", "≤ 101 ms"),
                        List.of("plain", "outage, 1:00 to 1:10", "page", "p99", "≤ 1.05 ms", "-", "≤ 101 ms"),
                        List.of("plain", "outage, 1:00 to 1:10", "page", "offered", "100/s", "10/s", "300/s"));
    }

    @Test
    void periodBetweenTwoFaultsExcludesBoth() {
        List<List<String>> rows = rows(OutputFormat.TERMINAL, outage().fault(90, 120, 50));
        assertThat(rows).contains(List.of("outage, 1:30 to 2:00", "page", "available", "90 %", "50 %", "-"));
    }

    @Test
    void sectionIsEmptyWithoutAFault() {
        assertThat(FaultImpactSummary.part(SampleLines.result("none", SampleLines.of("plain")))
                        .in(OutputFormat.HTML))
                .isEmpty();
    }
}
