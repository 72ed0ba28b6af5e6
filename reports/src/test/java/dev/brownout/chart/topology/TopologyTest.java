package dev.brownout.chart.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.topology.Topology.Arrow;
import dev.brownout.chart.topology.Topology.Box;
import dev.brownout.chart.topology.Topology.Node;
import dev.brownout.chart.topology.Topology.Period;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static final VariantResult TINY =
            TinySample.stoppedResult().variants().get(0);

    @Test
    void titleNamesTheEdgeWithMostFailures() {
        assertThat(TopologyBuilder.build(TINY, "tiny").title())
                .isEqualTo("page -> box: 18.8 % errors, mostly refused connections at box");
    }

    /** Two calls of the warm-up fail after it. */
    @Test
    void titleHasNoMoreErrorsThanCalls() {
        assertThat(TopologyTitle.title(TINY, List.of(failing(5)))).isEqualTo("web -> db: 100 % errors");
        assertThat(TopologyTitle.title(TINY, List.of(failing(0))))
                .as("the requests have failures")
                .startsWith("page: 18.8 % errors");
    }

    private static EdgeResult failing(long sent) {
        long[] none = {};
        return new EdgeResult("web", false, "db", sent, 0, 0, sent + 2, 0, Map.of(), none, none, none);
    }

    @Test
    void arrowHasTheCallRateAndTheFailureRatio() {
        Arrow arrow = TopologyBuilder.build(TINY, "tiny").arrows().get(0);
        assertThat(arrow.perSecond()).as("800 until it was stopped after 8 s").isCloseTo(100, within(1e-9));
        assertThat(arrow.failed()).isCloseTo(0.1875, within(1e-9));
    }

    @Test
    void variantsWithCallsHaveAChart() {
        assertThat(Topology.charts(TinySample.stoppedResult()))
                .extracting(Chart::slug)
                .containsExactly("topology");
        assertThat(Topology.charts(Samples.single())).isEmpty();
    }

    private static Box box(String name, boolean users, Node... nodes) {
        return new Box(name, users, "", List.of("50 %"), List.of("99.9 %"), List.of(nodes));
    }

    private static Node node(String name, Period... periods) {
        return new Node(name, "", 0.5, List.of(periods));
    }

    private static String svg(Topology topology) {
        return new Chart(
                        "topology",
                        topology.title(),
                        (g2, width, height) -> new TopologyPainter(topology, g2).paint(width, height))
                .svg();
    }

    /** Forty components in five layers, each with its name. */
    @Test
    void fortyComponentsShowTheirNames() {
        List<Box> boxes = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (int layer = 0; layer < 5; layer++) {
            for (int row = 0; row < 8; row++) {
                boxes.add(box("tier-" + layer + "-" + row, layer == 0, node("1"), node("2")));
                if (layer > 0) {
                    arrows.add(new Arrow(
                            "tier-" + (layer - 1) + "-" + row, "tier-" + layer + "-" + row, 10 * (row + 1), 0.1));
                    arrows.add(
                            new Arrow("tier-" + (layer - 1) + "-" + row, "tier-" + layer + "-" + (row + 3) % 8, 5, 0));
                }
            }
        }
        Topology forty = new Topology("forty", "", boxes, arrows);
        String svg = svg(forty);
        for (Box box : boxes) {
            assertThat(svg).contains(">" + box.name() + "<");
        }
        for (double limit : new double[] {424, 900}) {
            noArrowCrossesABox(forty, TopologyLayout.of(forty, limit));
        }
    }

    /** The members of a database have their state; a node that is down has the time since when. */
    @Test
    void membersShowTheirRoleAndSince() {
        long end = 240_000_000_000L;
        Box db = box(
                "db",
                false,
                node("primary", new Period("primary", 0, end / 2), new Period("down", end / 2, end)),
                node(
                        "replica-1",
                        new Period("replica", 0, 144_000_000_000L),
                        new Period("primary", 144_000_000_000L, end)),
                node("replica-2", new Period("replica", 0, end)));
        assertThat(db.members()).isTrue();
        assertThat(db.isDown()).isFalse();
        Topology topology = new Topology("", "", List.of(box("web", false), db), List.of(new Arrow("web", "db", 1, 0)));
        assertThat(svg(topology))
                .contains(">down since 2:00<", ">primary since 2:24<", ">utilization 50 %<")
                .doesNotContain("…");
    }

    /** Nodes of a component in two regions are in a frame with the name of their region. */
    @Test
    void regionsHaveANamedFrame() {
        List<Node> nodes = List.of(
                new Node("1", "east", 0.5, List.of(new Period("down", 0, 9))), new Node("2", "west", 0.5, List.of()));
        Box web = new Box("web", false, "", List.of("1 of 2 up"), List.of("1 of 2 up"), nodes);
        Topology topology =
                new Topology("", "", List.of(box("page", true), web), List.of(new Arrow("page", "web", 1, 0)));
        assertThat(svg(topology)).contains(">east<", ">west<", ">1 of 2 up<");
        assertThat(web.isDown()).isFalse();
    }

    @Test
    void componentsOfOneHostHaveItsColour() {
        Box one = new Box("web", false, "box", List.of("on box (80 %)"), List.of("on box (99.9 %)"), List.of());
        Box two = new Box("rows", false, "box", List.of(), List.of(), List.of());
        Topology shared = new Topology("", "", List.of(one, two), List.of(new Arrow("web", "rows", 1, 0)));
        BoxColors colors = new BoxColors(shared);
        assertThat(colors.of(one)).isEqualTo(colors.of(two)).isNotEqualTo(0xffffff);
        assertThat(shared.key()).endsWith("; boxes of one colour: one host");
    }

    /** Arrows over several layers, in both directions, pass between the boxes in wide and narrow pages. */
    @Test
    void noArrowCrossesABoxInBothDirections() {
        List<Arrow> arrows = List.of(
                new Arrow("0-0", "1-0", 1, 0),
                new Arrow("1-0", "2-0", 1, 0),
                new Arrow("1-0", "2-1", 1, 0),
                new Arrow("2-1", "3-0", 1, 0),
                new Arrow("2-1", "2-2", 1, 0),
                new Arrow("3-0", "4-0", 1, 0),
                new Arrow("0-0", "2-2", 1, 0),
                new Arrow("0-0", "3-0", 1, 0),
                new Arrow("1-1", "4-0", 1, 0),
                new Arrow("4-0", "1-0", 1, 0),
                new Arrow("4-0", "0-0", 1, 0));
        List<Box> boxes = arrows.stream()
                .flatMap(arrow -> Stream.of(arrow.from(), arrow.to()))
                .distinct()
                .map(name -> box(name, name.startsWith("0")))
                .toList();
        Topology topology = new Topology("", "", boxes, arrows);
        for (double limit : new double[] {200, 424, 900}) {
            noArrowCrossesABox(topology, TopologyLayout.of(topology, limit));
        }
    }

    private static void noArrowCrossesABox(Topology topology, TopologyLayout layout) {
        for (Arrow arrow : topology.arrows()) {
            for (Box box : topology.boxes()) {
                boolean end = List.of(arrow.from(), arrow.to()).contains(box.name());
                assertThat(end || clear(layout.curve(arrow), layout.box(box.name())))
                        .as("%s to %s past %s", arrow.from(), arrow.to(), box.name())
                        .isTrue();
            }
        }
    }

    /** Returns whether no point of a curve lies inside a box, for 100 points of each segment. */
    private static boolean clear(List<Double> points, BoxPlace place) {
        Rectangle2D box = new Rectangle2D.Double(place.x(), place.y(), place.width(), place.height());
        for (int part = 0; part + 7 < points.size(); part += 6) {
            for (int i = 0; i <= 100; i++) {
                double t = i / 100.0;
                if (box.contains(pointAt(points, part, t), pointAt(points, part + 1, t))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double pointAt(List<Double> points, int from, double t) {
        double s = 1 - t;
        return s * s * s * points.get(from)
                + 3 * s * s * t * points.get(from + 2)
                + 3 * s * t * t * points.get(from + 4)
                + t * t * t * points.get(from + 6);
    }
}
