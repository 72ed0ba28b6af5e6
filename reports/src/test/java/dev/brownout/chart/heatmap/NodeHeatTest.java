package dev.brownout.chart.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import org.junit.jupiter.api.Test;

/** Heat maps for many nodes, and lines for few. */
class NodeHeatTest {
    private static SampleLines tier(String name, int machines, double busy) {
        SampleLines lines = SampleLines.of(name);
        for (int i = 1; i <= machines; i++) {
            boolean hot = i == 3;
            lines.add("db/" + i + ".utilization", "ratio", Kind.GAUGE, t -> hot && t >= 60 ? busy : 0.3);
        }
        return lines;
    }

    private static Chart chart(SampleLines... variants) {
        return ChartBook.of(SampleLines.result("db/*.utilization", variants))
                .charts()
                .get(0);
    }

    @Test
    void manyNodesAreRowsOfCellsInsteadOfLines() {
        Chart chart = chart(tier("plain", 7, 1), tier("copies", 7, 0.5));
        assertThat(chart.svg()).contains(">from 95 %<", ">1<", ">7<", ">plain<", ">copies<");
        assertThat(chart.lines()).hasSize(14);
        assertThat(chart(tier("plain", 4, 1)).svg()).contains(">from 95 %<");
        assertThat(chart(tier("plain", 3, 1)).svg()).doesNotContain(">from 95 %<");
        SampleLines asserted = tier("plain", 4, 1).sla("calm", "db/1.utilization < 50%", 0.3, 0.5, "ratio");
        assertThat(chart(asserted).svg()).as("a bound is a line").doesNotContain(">from 95 %<");
    }

    /** Memory is full, but not busy. */
    @Test
    void wordingFollowsTheMetric() {
        assertThat(chart(tier("plain", 7, 1)).svg()).contains("utilization of each machine", ">under 20 % busy<");
        SampleLines memory = SampleLines.of("plain");
        for (int i = 1; i <= 7; i++) {
            memory.add("web/" + i + ".memory", "ratio", Kind.GAUGE, t -> 0.3);
        }
        Chart chart = ChartBook.of(SampleLines.result("web/*.memory", memory))
                .charts()
                .get(0);
        assertThat(chart.svg())
                .contains("memory of each machine", ">under 20 %<")
                .doesNotContain("busy");
    }

    @Test
    void titleNamesTheNodeThatIsSaturatedLongest() {
        assertThat(chart(tier("plain", 7, 1), tier("copies", 7, 0.5)).title())
                .isEqualTo("The greatest utilization of db by node is at least 95 %: for 60 s from 1:00 to the end, for"
                        + " longest db/3 (plain) · never (copies)");
    }
}
