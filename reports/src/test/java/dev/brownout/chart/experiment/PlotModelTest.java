package dev.brownout.chart.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.PlotMark.AreaMark;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import dev.brownout.chart.experiment.PlotMark.TextMark;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Plots of marks. */
class PlotModelTest {
    private static final ValueRange SECONDS = new ValueRange(0, 10e9, false, Double.NaN, "ns");

    @Test
    void textsStayInsideThePanel() {
        String text = "crash db for 10 s";
        assertThat(position(svg(1, row(1e9, text)), text)).isBetween(150.0, 400.0);
        assertThat(position(svg(1, row(9.9e9, text)), text)).isBetween(900.0, 1200.0);
    }

    @Test
    void intervalsHaveABarAtEachEndInsideTheAxis() {
        assertThat(segments(interval(2e9, 8e9))).isEqualTo(3);
        assertThat(segments(interval(2e9, 80e9))).isEqualTo(2);
        assertThat(segments(interval(2e9, 2e9))).isZero();
        assertThat(segments(interval(Double.NaN, 2e9))).isZero();
    }

    /** Few rows have two lines of text, many rows have one. */
    @Test
    void lowRowsHaveOneLineOfText() {
        assertThat(svg(2, row(1e9, ""))).contains(">plain<", ">11 ms<");
        assertThat(svg(20, row(1e9, ""))).contains(">plain  11 ms<");
    }

    @Test
    void longLegendsHaveSeveralRows() {
        Map<PlotMark, String> legend = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            legend.put(new AreaMark(i, 0, 0, 0, Palette.line(i), ""), "a long meaning of area " + i);
        }
        String svg = plot(1, legend, row(1e9, "")).chart().svg();
        assertThat(position(svg, "a long meaning of area 6")).isEqualTo(position(svg, "a long meaning of area 0"));
    }

    @Test
    void axesOfPanelsBeginAtTheSamePosition() {
        PlotAxis time = new PlotAxis("", SECONDS);
        PlotPanel first = new PlotPanel("p50", time, PlotAxis.rows("", List.of("plain")), List.of());
        PlotPanel second = new PlotPanel("p99", time, PlotAxis.rows("", List.of("a long name")), List.of());
        PlotModel plot = new PlotModel("plot", "t", "s", new LinkedHashMap<>(), List.of(first, second));
        assertThat(Pattern.compile(" x=\"([0-9.]+)\"[^>]*>2 s<")
                        .matcher(plot.chart().svg().replaceAll("\\s+>", ">"))
                        .results()
                        .map(found -> found.group(1))
                        .toList())
                .hasSize(2)
                .satisfies(positions -> assertThat(positions.get(0)).isEqualTo(positions.get(1)));
    }

    private static PlotMark row(double end, String text) {
        return new TextMark(end, 0.5, Double.POSITIVE_INFINITY, text, Palette.INK);
    }

    private static PlotModel plot(int rows, Map<PlotMark, String> legend, PlotMark mark) {
        PlotAxis up = PlotAxis.rows("", Collections.nCopies(rows, "plain\n11 ms"));
        return new PlotModel("plot", "t", "s", legend, new PlotPanel(new PlotAxis("time", SECONDS), up, List.of(mark)));
    }

    private static String svg(int rows, PlotMark mark) {
        return plot(rows, new LinkedHashMap<>(), mark).chart().svg();
    }

    private static String interval(double low, double high) {
        return svg(1, new IntervalMark(low, 0.5, high, 0.5, Palette.line(3)));
    }

    /** Returns the number of segments in the colour of the interval. */
    private static int segments(String svg) {
        Matcher colored = Pattern.compile("stroke:rgb\\(160,63,133\\)[^>]*>\\s*<path d=\"([^\"]*)\"")
                .matcher(svg);
        return colored.find() ? colored.group(1).split("M", -1).length - 1 : 0;
    }

    private static double position(String svg, String text) {
        Matcher found = Pattern.compile(" x=\"([0-9.]+)\"[^>]*>" + text + "<").matcher(svg);
        assertThat(found.find()).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
