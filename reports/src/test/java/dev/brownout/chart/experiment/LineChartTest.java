package dev.brownout.chart.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.HeatMap.Cell;
import dev.brownout.chart.experiment.LineChart.Curve;
import dev.brownout.chart.experiment.LineChart.LimitLine;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Charts of sweeps. */
class LineChartTest {
    private static final SettingAxis NODES =
            new SettingAxis("web.nodes", List.of("2", "4", "16"), List.of(2.0, 4.0, 16.0));

    @Test
    void numericSettingsAreToScaleAndOthersEquidistant() {
        assertThat(NODES.positions()).containsExactly(0, 1 / 7.0, 1);
        SettingAxis names =
                new SettingAxis("lb.algorithm", List.of("a", "b", "c"), List.of(Double.NaN, Double.NaN, Double.NaN));
        assertThat(names.positions()).containsExactly(0, 0.5, 1);
        assertThat(new SettingAxis("load", List.of("5/s"), List.of(5.0)).positions())
                .containsExactly(0.5);
    }

    @Test
    void lineChartShowsTheFindingTheAxesAndTheBound() {
        String svg = curves(List.of(300e6, Double.NaN, 50e6)).svg();
        assertThat(svg)
                .contains(
                        "fast holds from web.nodes 4 on", "web.nodes", "page.p99", "fast: page.p99 &lt; 200ms", ">16<")
                .isEqualTo(curves(List.of(300e6, Double.NaN, 50e6)).svg());
    }

    @Test
    void valuesFarBeyondTheBoundAreLabelledAtTheEdge() {
        assertThat(curves(List.of(9e9, 100e6, 50e6)).svg()).contains("9 s ↑").doesNotContain(">2 s<");
        assertThat(curves(List.of(300e6, 100e6, 50e6)).svg()).doesNotContain("↑");
    }

    @Test
    void manyPointsAreALineWithDotsForIsolatedPoints() {
        assertThat(dots(curves(List.of(300e6, 100e6, 50e6)))).isEqualTo(3);
        assertThat(dots(chartOfMany(point -> 1e6 * point))).isZero();
        assertThat(dots(chartOfMany(point -> point % 500 == 250 ? 1e6 * point : Double.NaN)))
                .isEqualTo(2);
        assertThat(chartOfMany(point -> 1e6 * point).svg().split("<line", -1)).hasSizeLessThan(60);
    }

    /** Negative values are drawn below the line of their bound, not at the lower edge. */
    @Test
    void negativeValuesHaveAnAxisBelowZero() {
        Curve margin = new Curve("fast", List.of(-0.5, 0.25, 0.5), List.of(0.1, 0.1, 0.1));
        LineChart chart = new LineChart(
                "tune-nodes",
                "met with 4 nodes",
                "a shop",
                NODES,
                "margin to the bound",
                "ratio",
                false,
                List.of(margin),
                List.of(new LimitLine("met above, violated below", 0)));
        assertThat(chart.chart().svg()).contains(">-40 %<", ">0 %<", ">40 %<", "met above, violated below");
    }

    private static int dots(Chart chart) {
        return chart.svg().split("<circle", -1).length - 1;
    }

    private static Chart chartOfMany(IntToDoubleFunction value) {
        List<Double> loads =
                IntStream.range(0, 1000).mapToObj(point -> 1000.0 + point).toList();
        List<Double> values =
                IntStream.range(0, 1000).mapToObj(value::applyAsDouble).toList();
        SettingAxis steps =
                new SettingAxis("load", loads.stream().map(load -> load + "/s").toList(), loads);
        List<Curve> curves = List.of(new Curve("base", values, Collections.nCopies(1000, 0.0)));
        return new LineChart("sweep-fast", "fast", "a shop", steps, "page.p99", "ns", false, curves, List.of()).chart();
    }

    @Test
    void heatMapHasACellPerPointWithItsVerdict() {
        Chart chart = new HeatMap(
                        "heat",
                        "fast holds at 3 of 6 points",
                        "a shop",
                        NODES,
                        new SettingAxis("load", List.of("100/s", "200/s"), List.of(100.0, 200.0)),
                        "page.p99",
                        "ns",
                        List.of(
                                List.of(new Cell(11e6, true), new Cell(12e6, true), new Cell(13e6, true)),
                                List.of(
                                        new Cell(14e6, false),
                                        new Cell(15e6, false, false),
                                        new Cell(Double.NaN, false))))
                .chart();
        assertThat(chart.svg())
                .contains(
                        "11 ms",
                        "14 ms",
                        "15 ms ?",
                        "page.p99: undecided",
                        "no data",
                        "page.p99: met",
                        "page.p99: violated",
                        "200/s",
                        "web.nodes");
        assertThat(chart.png()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void legendOfAHeatMapNamesOnlyTheVerdictsThatOccur() {
        SettingAxis loads = new SettingAxis("load", List.of("100/s"), List.of(100.0));
        List<Cell> cells = List.of(new Cell(11e6, true), new Cell(12e6, true, false), new Cell(13e6, true, false));
        Chart chart =
                new HeatMap("heat", "undecided", "a shop", NODES, loads, "page.p99", "ns", List.of(cells)).chart();
        assertThat(chart.svg()).contains("page.p99: met", "page.p99: undecided").doesNotContain("page.p99: violated");
    }

    private static Chart curves(List<Double> values) {
        return new LineChart(
                        "sweep-fast",
                        "fast holds from web.nodes 4 on",
                        "a shop",
                        NODES,
                        "page.p99",
                        "ns",
                        false,
                        List.of(new Curve("base", values, List.of(1e6, 1e6, 0.0))),
                        List.of(new LimitLine("fast: page.p99 < 200ms", 200e6)))
                .chart();
    }
}
