package dev.brownout.chart.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.chart.experiment.QuantileQuantilePlot.Point;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quantile-quantile plots of a distribution against measurements. */
class QuantileQuantilePlotTest {
    private static String svg(Point... points) {
        return new QuantileQuantilePlot("qq", "found", "exp(20ms)", "ns", List.of(points))
                .chart()
                .svg();
    }

    @Test
    void namedPointsAreLabelledAndTheDiagonalIsDrawn() {
        String svg = svg(new Point("", 1e6, 1e6), new Point("p50", 14e6, 14e6), new Point("p99", 92e6, 80e6));
        assertThat(svg).contains(">p50<", ">p99<", ">measured<", ">fitted<", "stroke-dasharray", "80 ms");
        assertThat(svg.split("<circle", -1)).hasSize(3);
    }

    /** A label moves to another side of its point, and is omitted if no side is free. */
    @Test
    void labelsDoNotOverlap() {
        Point[] points = new Point[10];
        Arrays.setAll(points, i -> new Point("p5" + i, (14 + 0.01 * i) * 1e6, (14 + 0.01 * i) * 1e6));
        points[9] = new Point("p99", 92e6, 92e6);
        assertThat(svg(points)).contains(">p57<", ">p58<", ">p99<").doesNotContain(">p50<");
    }

    @Test
    void rejectsAnEmptyPlot() {
        assertThatThrownBy(QuantileQuantilePlotTest::svg).isInstanceOf(IllegalArgumentException.class);
    }
}
