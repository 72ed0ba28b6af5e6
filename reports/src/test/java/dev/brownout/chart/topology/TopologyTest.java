package dev.brownout.chart.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.topology.Topology.Arrow;
import dev.brownout.chart.topology.Topology.Box;
import dev.brownout.chart.topology.Topology.Ground;
import dev.brownout.result.VariantResult;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static final VariantResult TINY = TinySample.stopped().variants().get(0);

    @Test
    void titleNamesTheEdgeWithMostFailures() {
        assertThat(Topology.of(TINY, "tiny").title())
                .isEqualTo("From page to box, 18.8 % of the calls fail, most of them refused at box");
    }

    @Test
    void arrowHasTheCallRateAndTheFailureRatio() {
        Arrow arrow = Topology.of(TINY, "tiny").arrows().get(0);
        assertThat(arrow.perSecond()).as("800 until it was stopped after 8 s").isCloseTo(100, within(1e-9));
        assertThat(arrow.failed()).isCloseTo(0.1875, within(1e-9));
    }

    @Test
    void variantsWithCallsHaveAChart() {
        assertThat(Topology.charts(TinySample.stopped()))
                .extracting(Chart::slug)
                .containsExactly("topology");
        assertThat(Topology.charts(Samples.single())).isEmpty();
    }

    /** Forty tiers in five columns, each with its name. */
    @Test
    void fortyTiersShowTheirNames() {
        List<List<Box>> columns = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (int column = 0; column < 5; column++) {
            List<Box> boxes = new ArrayList<>();
            for (int row = 0; row < 8; row++) {
                boxes.add(new Box("tier-" + column + "-" + row, column == 0, List.of("50 % busy"), List.of(0.5, 0.9)));
                if (column > 0) {
                    arrows.add(new Arrow(
                            "tier-" + (column - 1) + "-" + row, "tier-" + column + "-" + row, 10 * (row + 1), 0.1));
                    arrows.add(new Arrow(
                            "tier-" + (column - 1) + "-" + row, "tier-" + column + "-" + (row + 3) % 8, 5, 0));
                }
            }
            columns.add(boxes);
        }
        Topology forty = new Topology("forty", "", columns, arrows, List.of());
        Chart chart =
                new Chart("forty", "forty", (g2, width, height) -> new TopologyPainter(forty, g2).paint(width, height));
        String svg = chart.svg();
        for (int i = 0; i < 40; i++) {
            assertThat(svg).contains(">tier-" + i / 8 + "-" + i % 8 + "<");
        }
    }

    /**
     * Components of one host share a ground, although other components are placed between them. The ground covers no
     * other component.
     */
    @Test
    void componentsOfOneHostShareAGround() {
        List<List<Box>> columns = List.of(
                List.of(new Box("page", true, List.of(), List.of())),
                List.of(
                        new Box("web", false, List.of("server on box"), List.of(0.5)),
                        new Box("jobs", false, List.of("server on box"), List.of(0.5)),
                        new Box("mail", false, List.of("server"), List.of(0.5))),
                List.of(new Box("cache", false, List.of("cache"), List.of(0.5))),
                List.of(new Box("rows", false, List.of("database on box"), List.of(0.5))));
        Topology shared = new Topology(
                "shared",
                "",
                columns,
                List.of(new Arrow("page", "web", 10, 0), new Arrow("web", "cache", 10, 0)),
                List.of(new Ground("box", "box, 80 % busy", List.of("web", "jobs", "rows"))));
        TopologyPainter painter = new TopologyPainter(shared, new Rectangle2D.Double(0, 0, 1200, 600));
        Ground box = shared.grounds().get(0);
        List<Rectangle2D> plots = painter.grounds().plots(box);
        assertThat(plots).hasSize(3);
        assertThat(painter.grounds().bands(box)).hasSize(2);
        for (Box each : columns.stream().flatMap(List::stream).toList()) {
            Rectangle2D place = rectangle(painter.place(each));
            if (box.guests().contains(each.name())) {
                assertThat(plots).anyMatch(plot -> plot.contains(place));
            } else {
                assertThat(plots).as(each.name()).noneMatch(plot -> plot.intersects(place));
                assertThat(painter.grounds().bands(box))
                        .as("beside %s", each.name())
                        .allMatch(band -> clear(band, painter.place(each)));
            }
        }
        String svg = new Chart(
                        "shared", "shared", (g2, width, height) -> new TopologyPainter(shared, g2).paint(width, height))
                .svg();
        assertThat(svg).contains(">box, 80 % busy<", "shaded: on one machine");
    }

    private static Rectangle2D rectangle(Map<String, Object> plain) {
        return new Rectangle2D.Double(
                (double) plain.get("x"), (double) plain.get("y"), (double) plain.get("width"), (double)
                        plain.get("height"));
    }

    /** The description of each kind with a dozen hosts fits a box of a layout with seven columns. */
    @Test
    void textOfABoxIsNotTruncated() {
        List<List<String>> kinds = Stream.of("load-balancer", "waiting-room", "id-generator", "database", "server")
                .map(kind -> Topology.what(kind, 12))
                .toList();
        List<List<Box>> columns = new ArrayList<>();
        for (int column = 0; column < 7; column++) {
            int each = column;
            columns.add(IntStream.range(0, kinds.size())
                    .filter(i -> i == each || each == 6)
                    .mapToObj(i -> new Box(each + "-" + i, false, kinds.get(i), List.of(0.5)))
                    .toList());
        }
        Topology seven = new Topology("seven", "", columns, List.of(), List.of());
        String svg = new Chart(
                        "seven", "seven", (g2, width, height) -> new TopologyPainter(seven, g2).paint(width, height))
                .svg();
        assertThat(svg).doesNotContain("…").contains(">load-balancer<", ">12 machines<", ">database × 12<");
        assertThat(Topology.what("server", 1)).containsExactly("server");
    }

    /** Arrows over several columns, in both directions, pass between the boxes. */
    @Test
    void noArrowCrossesABox() {
        List<List<Box>> columns = new ArrayList<>();
        for (int column = 0; column < 5; column++) {
            List<Box> boxes = new ArrayList<>();
            for (int row = 0; row < 1 + column % 3; row++) {
                boxes.add(new Box(column + "-" + row, column == 0, List.of(), List.of()));
            }
            columns.add(boxes);
        }
        List<Arrow> arrows = List.of(
                new Arrow("0-0", "2-2", 1, 0),
                new Arrow("0-0", "3-0", 1, 0),
                new Arrow("1-1", "4-0", 1, 0),
                new Arrow("4-1", "1-0", 1, 0),
                new Arrow("4-0", "0-0", 1, 0));
        TopologyPainter painter = new TopologyPainter(
                new Topology("", "", columns, arrows, List.of()), new Rectangle2D.Double(0, 0, 1200, 600));
        for (Arrow arrow : arrows) {
            for (Box box : columns.stream().flatMap(List::stream).toList()) {
                boolean end = List.of(arrow.from(), arrow.to()).contains(box.name());
                assertThat(end || clear(painter.points(arrow), painter.place(box)))
                        .as("%s to %s past %s", arrow.from(), arrow.to(), box.name())
                        .isTrue();
            }
        }
    }

    /** Returns whether no point of a curve lies inside a box, for 100 points of each segment. */
    private static boolean clear(List<Double> points, Map<String, Object> place) {
        Rectangle2D box = rectangle(place);
        for (int part = 0; part + 7 < points.size(); part += 6) {
            for (int i = 0; i <= 100; i++) {
                double t = i / 100.0;
                if (box.contains(at(points, part, t), at(points, part + 1, t))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double at(List<Double> points, int from, double t) {
        double s = 1 - t;
        return s * s * s * points.get(from)
                + 3 * s * s * t * points.get(from + 2)
                + 3 * s * t * t * points.get(from + 4)
                + t * t * t * points.get(from + 6);
    }
}
