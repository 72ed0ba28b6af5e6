package dev.brownout.cli;

import dev.brownout.chart.draw.Chart;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks of the topologies among the charts of a result. */
final class LibraryTopologies {
    private static final int TITLE_MAX = 70;

    private LibraryTopologies() {}

    /** Returns long titles, calls that cross the box of another component, and boxes that overlap. */
    static List<String> wrong(List<Chart> charts) {
        List<String> wrong = new ArrayList<>();
        for (Chart chart : charts) {
            if (!chart.model().containsKey("arrows")) {
                continue;
            }
            if (chart.title().length() > TITLE_MAX) {
                wrong.add("title: " + chart.title());
            }
            for (int layout = 0; layout < 2; layout++) {
                wrong.addAll(wrong(chart.model(), layout));
            }
        }
        return wrong;
    }

    @SuppressWarnings("unchecked")
    private static List<String> wrong(Map<String, Object> model, int layout) {
        List<String> wrong = new ArrayList<>();
        List<Map<String, Object>> boxes = (List<Map<String, Object>>) model.get("boxes");
        for (Map<String, Object> arrow : (List<Map<String, Object>>) model.get("arrows")) {
            List<Double> curve = ((List<List<Double>>) arrow.get("curves")).get(layout);
            for (Map<String, Object> box : boxes) {
                boolean end = box.get("name").equals(arrow.get("from"))
                        || box.get("name").equals(arrow.get("to"));
                if (!end && !clear(curve, place(box, layout))) {
                    wrong.add(arrow.get("from") + " -> " + arrow.get("to") + " crosses " + box.get("name"));
                }
            }
        }
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (place(boxes.get(i), layout).intersects(place(boxes.get(j), layout))) {
                    wrong.add(boxes.get(j).get("name") + " overlaps "
                            + boxes.get(i).get("name"));
                }
            }
        }
        return wrong;
    }

    @SuppressWarnings("unchecked")
    private static Rectangle2D place(Map<String, Object> box, int layout) {
        Map<String, Object> place = ((List<Map<String, Object>>) box.get("places")).get(layout);
        return new Rectangle2D.Double(
                (double) place.get("x"), (double) place.get("y"), (double) place.get("width"), (double)
                        place.get("height"));
    }

    /** Returns whether no point of a curve lies inside a box, for 100 points of each segment. */
    private static boolean clear(List<Double> points, Rectangle2D box) {
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
