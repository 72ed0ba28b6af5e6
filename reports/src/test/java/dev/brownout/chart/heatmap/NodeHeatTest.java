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
        assertThat(chart.svg()).contains(">≥ 95 %<", ">1<", ">7<", ">plain<", ">copies<");
        assertThat(chart.lines()).hasSize(14);
        assertThat(chart(tier("plain", 4, 1)).svg()).contains(">≥ 95 %<");
        assertThat(chart(tier("plain", 3, 1)).svg()).doesNotContain(">≥ 95 %<");
        SampleLines asserted = tier("plain", 4, 1).sla("calm", "db/1.utilization < 50%", 0.3, 0.5, "ratio");
        assertThat(chart(asserted).svg()).as("a bound is a line").doesNotContain(">≥ 95 %<");
    }

    @Test
    void wordingFollowsTheMetric() {
        assertThat(chart(tier("plain", 7, 1)).svg()).contains("utilization of each node", ">&lt; 20 %<");
        SampleLines memory = SampleLines.of("plain");
        for (int i = 1; i <= 7; i++) {
            memory.add("web/" + i + ".memory", "ratio", Kind.GAUGE, t -> t < 60 ? 0.3 : 0.4);
        }
        Chart chart = ChartBook.of(SampleLines.result("web/*.memory", memory))
                .charts()
                .get(0);
        assertThat(chart.svg()).contains("memory of each node", ">&lt; 20 %<");
    }

    @Test
    void titleComparesTheMaxima() {
        assertThat(chart(tier("plain", 7, 1), tier("copies", 7, 0.5)).title())
                .isEqualTo("Utilization of db by node: max 100 % (plain), 50 % (copies)");
    }

    /** The label of the busiest of many nodes takes the place of its neighbours. */
    @Test
    void labelOfAnOutstandingNodeIsAlwaysShown() {
        String svg = chart(tier("plain", 60, 1)).svg();
        assertThat(svg).contains(">3<").doesNotContain(">4<");
        assertThat(chart(tier("plain", 60, 0.4)).svg()).contains(">4<").doesNotContain(">3<");
    }
}
