package dev.brownout.chart.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.LineChart.LimitLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Charts of experiments with many runs. */
class ExperimentPlotsTest {
    /** Pattern of a line of almost zero length, which its round caps turn into a dot. */
    private static final String DOT = "M[0-9.]+ [0-9.]+[VH]";

    private static final LimitLine BOUND = new LimitLine("fast: page.p99 < 400ms", 400e6);
    private static final double NONE = Double.NaN;

    @Test
    void kneeIsTheTangentPointFromTheOrigin() {
        KneeChart bent = knee(point(50, 90), point(100, 100), point(150, 140), point(180, 390), point(200, 900));
        assertThat(bent.knee())
                .hasValueSatisfying(point -> assertThat(point.load()).isEqualTo(150));
        assertThat(bent.chart().svg()).contains("knee at 150/s, 140 ms");
        KneeChart straight = knee(point(50, 50), point(100, 51), point(150, 52));
        assertThat(straight.knee()).isEmpty();
        assertThat(straight.chart().svg()).doesNotContain("knee at");
        assertThat(knee(point(50, NONE), point(100, NONE)).knee()).isEmpty();
    }

    @Test
    void kneeChartShowsAllLoadsAndTheEndsOfTheBand() {
        KneeChart knee = knee(point(150, 90), point(169, 300), point(180, 390), point(186, 500), point(700, 9000));
        String svg = knee.chart().svg();
        assertThat(svg)
                .contains(
                        "met up to 169/s",
                        "point estimate 180/s",
                        "violated from 186/s",
                        "fast: page.p99 &lt; 400ms",
                        "also violated: 700/s 9 s →");
        int legend = 1;
        assertThat(count(svg, "<circle")).isEqualTo(2 + legend);
        assertSame(knee::chart);
    }

    @Test
    void kneeChartWithoutASustainedLoadHasNoBand() {
        KneeChart knee = new KneeChart(
                "knee",
                "No load that was tried holds every assertion",
                "a shop",
                "availability",
                "ratio",
                true,
                "1/s",
                List.of(new KneeChart.Point(10, 0.2, 0.1, 0.3, PointStyle.BAD)),
                new LimitLine("up: availability >= 99%", 0.99),
                new KneeChart.Largest(0, 0, Double.POSITIVE_INFINITY));
        assertThat(knee.chart().svg()).contains("up: availability").doesNotContain("met up to", "violated from");
        assertThat(knee.chart().png()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void forestPlotHasAnEntryPerMetricAndVariant() {
        ForestPlot forest = new ForestPlot(
                "compare",
                "quick against plain: 1 better, 1 worse",
                "a shop",
                "plain",
                List.of(
                        new ForestPlot.Row(
                                "page.p99",
                                "40 ms",
                                List.of(
                                        new ForestPlot.Entry(0.5, 0.45, 0.55, PointStyle.GOOD, "20 ms"),
                                        entry(1.01, PointStyle.OPEN))),
                        new ForestPlot.Row(
                                "lost",
                                "0",
                                List.of(
                                        entry(Double.POSITIVE_INFINITY, PointStyle.BAD),
                                        new ForestPlot.Entry(NONE, NONE, NONE, PointStyle.OPEN, "no data")))),
                List.of(new ForestPlot.Column("quick", "1 better"), new ForestPlot.Column("slow", "nothing")));
        String svg = forest.chart().svg();
        assertThat(svg)
                .contains("page.p99", "40 ms", "20 ms", "no data", ">same<", "quick", "slow", "relative to 'plain'");
        assertThat(count(svg, "<circle")).isEqualTo(2);
        assertSame(forest::chart);
    }

    @Test
    void nearbyRatiosAreShownAsPercentages() {
        ForestPlot near = new ForestPlot(
                "compare",
                "t",
                "s",
                "plain",
                List.of(new ForestPlot.Row("page.p99", "40 ms", List.of(entry(0.93, PointStyle.GOOD)))),
                List.of(new ForestPlot.Column("quick", "1 better")));
        assertThat(near.chart().svg()).contains("-4 %", "+4 %").doesNotContain("×");
    }

    @Test
    void frontierConsistsOfTheParetoOptimalDesigns() {
        FrontierChart frontier = frontier(
                new FrontierChart.Design("dear", 9, 100e6, PointStyle.GOOD),
                new FrontierChart.Design("cheap", 3, 900e6, PointStyle.BAD),
                new FrontierChart.Design("beaten", 6, 950e6, PointStyle.BAD),
                new FrontierChart.Design("silent", 1, NONE, PointStyle.BAD),
                new FrontierChart.Design("middle", 5, 300e6, PointStyle.GOOD),
                new FrontierChart.Design("as dear", 9, 120e6, PointStyle.GOOD));
        assertThat(frontier.frontier())
                .extracting(FrontierChart.Design::name)
                .containsExactly("cheap", "middle", "dear");
        assertThat(frontier.chart().svg()).contains("cheap", "middle", "dear", "beaten", "Pareto frontier");
        assertSame(frontier::chart);
    }

    @Test
    void paretoChartShowsThreeObjectives() {
        ParetoChart.Axis cost = new ParetoChart.Axis("all.cost", "$", true);
        ParetoChart.Axis latency = new ParetoChart.Axis("page.p99", "ns", true);
        ParetoChart.Axis available = new ParetoChart.Axis("page.availability", "ratio", false);
        List<ParetoChart.Point> points = List.of(
                paretoPoint("cheap", 1, 900e6, 0.9, DesignMark.FRONTIER),
                paretoPoint("dear", 9, 100e6, 0.999, DesignMark.FRONTIER),
                paretoPoint("beaten", 6, 950e6, 0.9, DesignMark.DOMINATED),
                paretoPoint("open", 5, 910e6, 0.9, DesignMark.UNDECIDED),
                paretoPoint("silent", 5, NONE, NONE, DesignMark.UNDECIDED));
        ParetoChart three =
                new ParetoChart("frontier", "Frontier", "a shop", cost, latency, Optional.of(available), points);
        assertThat(three.chart().svg())
                .contains("cheap", "dear", "beaten", "open", "on the frontier", "dominated", "not decided")
                .contains("page.availability (higher is better):", "90 %", "99.9 %", "all.cost (lower is better)")
                .doesNotContain("silent");
        assertSame(three::chart);
        ParetoChart two = new ParetoChart("frontier", "Frontier", "a shop", cost, latency, Optional.empty(), points);
        assertThat(two.chart().svg()).contains("dominated").doesNotContain("page.availability");
    }

    @Test
    void shadesHaveAtMostFourClassesFromWorstToBest() {
        ValueShades few = new ValueShades(List.of(0.9, 0.999, 0.9, NONE), "ratio", false);
        assertThat(few.labels()).containsExactly("90 %", "99.9 %");
        assertThat(few.of(0.999)).isEqualTo(few.shade(1)).isNotEqualTo(few.of(0.9));
        List<Double> latencies = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            latencies.add(i * 1e6);
        }
        ValueShades many = new ValueShades(latencies, "ns", true);
        assertThat(many.labels()).containsExactly("7 ms to 9 ms", "5 ms to 6 ms", "3 ms to 4 ms", "1 ms to 2 ms");
        assertThat(many.of(1e6)).isEqualTo(many.shade(3));
        assertThat(many.shade(0).getRed()).isGreaterThan(many.shade(3).getRed());
    }

    private static ParetoChart.Point paretoPoint(
            String name, double cost, double latency, double available, DesignMark mark) {
        return new ParetoChart.Point(
                name,
                new ParetoChart.Value(cost, cost, cost),
                new ParetoChart.Value(latency, latency * 0.9, latency * 1.1),
                available,
                mark);
    }

    @Test
    void replicationsAreDotsAndVeryManyAreColumns() {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            values.add(10e6 + i * 1e5);
        }
        String few = strips(values).chart().svg();
        assertThat(few).contains("fast: page.p99 &lt; 400ms", "bound 400 ms →", "plain");
        String none = strips(List.of()).chart().svg();
        assertThat(count(few, DOT) - count(none, DOT)).isEqualTo(values.size());
        List<Double> many = Collections.nCopies(StripPlot.MOST_DOTS + 1, 11e6);
        assertThat(strips(many).chart().svg().length()).isLessThan(few.length() * 3);
        assertSame(strips(values)::chart);
    }

    /** A few bars need less than the usual height; a long name is shortened to its column. */
    @Test
    void heightOfBarsDependsOnTheirNumber() {
        String name = "components.database.a.very.long.path.of.a.setting.that.does.not.fit=3";
        EffectBars.Bar bar = new EffectBars.Bar(name, 3600e9, 1800e9, 7200e9);
        String one = effects(List.of(bar)).svg();
        assertThat(one).contains("a shop", "…").doesNotContain(name);
        assertThat(height(one)).isLessThan(300);
        assertThat(height(effects(Collections.nCopies(3, bar)).svg())).isGreaterThan(height(one));
        assertThat(height(effects(Collections.nCopies(40, bar)).svg())).isEqualTo(720);
        assertSame(() -> effects(List.of(bar)));
    }

    /** Charts with a limited height of rows have no empty space below few rows. */
    @Test
    void heightOfRowsDependsOnTheirNumber() {
        assertThat(height(strips(List.of(1e6, 2e6)).chart().svg())).isLessThan(300);
        ForestPlot.Row row = new ForestPlot.Row("page.p99", "40 ms", List.of(entry(0.9, PointStyle.GOOD)));
        List<ForestPlot.Column> columns = List.of(new ForestPlot.Column("quick", "1 better"));
        ForestPlot one = new ForestPlot("compare", "t", "s", "plain", List.of(row), columns);
        ForestPlot many = new ForestPlot("compare", "t", "s", "plain", Collections.nCopies(20, row), columns);
        assertThat(height(one.chart().svg())).isLessThan(300);
        assertThat(height(many.chart().svg())).isEqualTo(720);
        SettingAxis axis = new SettingAxis("load", List.of("1/s"), List.of(1.0));
        HeatMap cell =
                new HeatMap("map", "t", "s", axis, axis, "p99", "ns", List.of(List.of(new HeatMap.Cell(1e6, true))));
        assertThat(height(cell.chart().svg())).isLessThan(300);
    }

    /** A rounded label stands at its value. */
    @Test
    void ticksOfANarrowAxisHaveDifferentLabels() {
        String svg = frontier(
                        new FrontierChart.Design("cheap", 100, 300e6, PointStyle.GOOD),
                        new FrontierChart.Design("dear", 104, 290e6, PointStyle.GOOD))
                .chart()
                .svg();
        assertThat(count(svg, ">\\$10[0-9]<")).isEqualTo(5);
        assertThat(count(svg, ">\\$102<")).isEqualTo(1);
    }

    private static Chart effects(List<EffectBars.Bar> bars) {
        return new EffectBars("downtime", "Downtime of an hour", "a shop", "downtime in a year", "ns", bars).chart();
    }

    private static double height(String svg) {
        return Double.parseDouble(svg.replaceAll("(?s).*?viewBox=\"0 0 1280 (\\d+)\".*", "$1"));
    }

    private static void assertSame(Supplier<Chart> chart) {
        assertThat(chart.get().svg()).isEqualTo(chart.get().svg());
        assertThat(chart.get().png()).isEqualTo(chart.get().png());
    }

    private static int count(String text, String pattern) {
        return (int) Pattern.compile(pattern).matcher(text).results().count();
    }

    private static KneeChart.Point point(double load, double millis) {
        PointStyle mark = millis > 450 ? PointStyle.BAD : millis > 350 ? PointStyle.OPEN : PointStyle.GOOD;
        return new KneeChart.Point(load, millis * 1e6, millis * 0.95e6, millis * 1.05e6, mark);
    }

    private static KneeChart knee(KneeChart.Point... points) {
        return new KneeChart(
                "knee",
                "Every assertion holds up to 169/s",
                "a shop",
                "page.p99",
                "ns",
                false,
                "1/s",
                List.of(points),
                BOUND,
                new KneeChart.Largest(169, 180, 186));
    }

    private static ForestPlot.Entry entry(double share, PointStyle mark) {
        return new ForestPlot.Entry(share, share * 0.99, share * 1.01, mark, "some");
    }

    private static FrontierChart frontier(FrontierChart.Design... designs) {
        return new FrontierChart(
                "cost",
                "The cheapest that holds is middle",
                "a shop",
                "all.cost",
                "$",
                "page.p99",
                "ns",
                false,
                true,
                List.of(designs),
                Optional.of(BOUND));
    }

    private static StripPlot strips(List<Double> values) {
        return new StripPlot(
                "replications",
                "Every assertion holds",
                "a shop",
                List.of(new StripPlot.Panel(
                        "fast: page.p99 < 400ms",
                        "ns",
                        Optional.of(400e6),
                        List.of(new StripPlot.Row(
                                "plain", values, 11e6, 10.5e6, 11.5e6, PointStyle.GOOD, "11 ms, held")))));
    }
}
