package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.topology.Topology;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Topologies of the library scenarios, after the first events of a run without warm-up. */
@Tag("once")
class LibraryTopologyTest {
    private static final long EVENTS = 20_000;
    private static final int TITLE_MAX = 70;

    static List<String> names() {
        return new ShippedLibrary().names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noCallCrossesAForeignBox(String name) throws Exception {
        ScenarioFile file = new ScenarioFinder().read(name, Overrides.NONE.with("run.warmup", "0s"));
        List<VariantResult> variants = new ArrayList<>();
        for (ScenarioFile.Variant variant : file.variants()) {
            variants.add(
                    Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> events < EVENTS));
        }
        RunResult result = file.result(variants);
        for (Chart chart : Topology.charts(result)) {
            assertThat(chart.title()).hasSizeLessThanOrEqualTo(TITLE_MAX);
            for (int layout = 0; layout < 2; layout++) {
                check(chart.model(), layout);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void check(Map<String, Object> model, int layout) {
        List<Map<String, Object>> boxes = (List<Map<String, Object>>) model.get("boxes");
        for (Map<String, Object> arrow : (List<Map<String, Object>>) model.get("arrows")) {
            List<Double> curve = ((List<List<Double>>) arrow.get("curves")).get(layout);
            for (Map<String, Object> box : boxes) {
                boolean end = box.get("name").equals(arrow.get("from"))
                        || box.get("name").equals(arrow.get("to"));
                Map<String, Object> place = ((List<Map<String, Object>>) box.get("places")).get(layout);
                assertThat(end || clear(curve, rectangle(place)))
                        .as("%s -> %s beside %s", arrow.get("from"), arrow.get("to"), box.get("name"))
                        .isTrue();
            }
        }
        for (Map<String, Object> one : boxes) {
            Rectangle2D place = rectangle(((List<Map<String, Object>>) one.get("places")).get(layout));
            assertThat(boxes.stream()
                            .filter(other -> other != one)
                            .map(other -> rectangle(((List<Map<String, Object>>) other.get("places")).get(layout))))
                    .as("boxes beside %s", one.get("name"))
                    .noneMatch(place::intersects);
        }
    }

    private static Rectangle2D rectangle(Map<String, Object> place) {
        return new Rectangle2D.Double(
                (double) place.get("x"), (double) place.get("y"), (double) place.get("width"), (double)
                        place.get("height"));
    }

    /** Returns whether no point of a curve lies inside a box, for 100 points of each segment. */
    private static boolean clear(List<Double> points, Rectangle2D box) {
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
