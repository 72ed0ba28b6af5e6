package dev.brownout.chart.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeAreaChartTest {
    private static List<Chart.Line> lines(SampleLines variant) {
        return ChartBook.of(SampleLines.result("page.offered", variant)).charts().stream()
                .filter(chart -> chart.slug().equals("page-throughput"))
                .findFirst()
                .orElseThrow()
                .lines();
    }

    private static SampleLines page() {
        return SampleLines.of("plain")
                .add("page.offered", "1", Kind.COUNTER, t -> 50)
                .add("page.good", "1", Kind.COUNTER, t -> t < 60 ? 50 : 20);
    }

    @Test
    void areasAddUpToTheOfferedRequests() {
        List<Chart.Line> lines = lines(page().add("page.late", "1", Kind.COUNTER, t -> t < 60 ? 0 : 10)
                .add("page.failed", "1", Kind.COUNTER, t -> t < 60 ? 0 : 30)
                .add("page.timed_out", "1", Kind.COUNTER, t -> t < 60 ? 0 : 20));
        assertThat(lines).extracting(Chart.Line::label).containsExactly("requests", "success", "slow", "timed out");
        for (int i = 0; i < lines.get(0).values().size(); i++) {
            double sum = 0;
            for (Chart.Line part : lines.subList(1, lines.size())) {
                sum += part.values().get(i);
            }
            assertThat(sum).isCloseTo(lines.get(0).values().get(i), within(1e-9));
        }
    }

    @Test
    void lateFailuresAreNotCountedTwice() {
        List<Chart.Line> lines = lines(page().add("page.late", "1", Kind.COUNTER, t -> t < 60 ? 0 : 30)
                .add("page.failed", "1", Kind.COUNTER, t -> t < 60 ? 0 : 30));
        assertThat(lines).extracting(Chart.Line::label).containsExactly("requests", "success", "slow");
    }

    @Test
    void policyCountersAreNotIncluded() {
        List<Chart.Line> lines = lines(page().add("page.timed_out", "1", Kind.COUNTER, t -> t < 60 ? 0 : 30)
                .add("page.retries", "1", Kind.COUNTER, t -> 40));
        assertThat(lines).extracting(Chart.Line::label).containsExactly("requests", "success", "timed out");
    }

    @Test
    void excessFailureKindsAreMergedIntoOneArea() {
        SampleLines variant = page();
        for (String failure : List.of("refused", "rejected", "limited", "timed_out", "reset", "unavailable")) {
            variant.add("page." + failure, "1", Kind.COUNTER, t -> t < 60 ? 0 : 5);
        }
        assertThat(lines(variant)).hasSize(Palette.LINES).last().satisfies(line -> {
            assertThat(line.label()).isEqualTo("other failures");
            assertThat(line.values().get(100)).isCloseTo(15, within(1e-9));
        });
    }
}
