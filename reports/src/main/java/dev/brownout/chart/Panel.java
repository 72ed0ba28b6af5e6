package dev.brownout.chart;

import dev.brownout.result.VariantResult.RoleSpan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One coordinate system of a chart.
 *
 * @param heading what sets it apart from the others; empty when it is the only one
 * @param variants whose numbers it shows
 * @param tracks its named lines, at most {@link Palette#LINES}, numbered as in the legend
 * @param rest lines too many to be named, drawn faintly
 * @param roles roles of nodes over time, in a chart of roles
 * @param rail what stands under its time axis
 * @param bounds the bounds of assertions to draw
 */
record Panel(
        String heading,
        List<String> variants,
        List<SeriesLine> tracks,
        List<SeriesLine> rest,
        List<RoleSpan> roles,
        EventRail rail,
        List<PanelBound> bounds) {

    /** The same under a heading, of several variants that it shows alike. */
    Panel headed(String other, List<String> alike) {
        return new Panel(other, alike, tracks, rest, roles, rail, bounds);
    }

    /** Whether each of its lines is a variant, in this order. */
    boolean overlaid() {
        return variants.size() > 1
                && variants.equals(tracks.stream().map(SeriesLine::label).toList());
    }

    /** All of it as plain data. */
    Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("heading", heading);
        model.put("variants", variants);
        model.put("lines", tracks.stream().map(SeriesLine::model).toList());
        model.put("rest", rest.stream().map(SeriesLine::model).toList());
        model.put("bounds", bounds.stream().map(PanelBound::model).toList());
        model.put("roles", roles.stream().map(Panel::model).toList());
        rail.model(model, overlaid() ? variants : List.of());
        return model;
    }

    private static Map<String, Object> model(RoleSpan span) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("node", span.component() + "/" + span.node());
        model.put("role", span.role());
        model.put("color", Palette.web(Palette.role(span.role())));
        model.put("from", span.fromNanos() / 1e9);
        model.put("to", span.toNanos() / 1e9);
        return model;
    }

    /** Whether another one shows the same, whatever stands above it. */
    boolean shows(Panel other) {
        return same(tracks, other.tracks)
                && same(rest, other.rest)
                && roles.equals(other.roles)
                && rail.equals(other.rail)
                && bounds.equals(other.bounds);
    }

    private static boolean same(List<SeriesLine> some, List<SeriesLine> others) {
        for (int i = 0; i < some.size(); i++) {
            if (!Arrays.equals(some.get(i).values(), others.get(i).values())) {
                return false;
            }
        }
        return true;
    }

    /**
     * The bound of an assertion.
     *
     * @param label what it judges, and its name
     * @param line the number of the line that it judges; -1 where that is each of them
     * @param less whether values above it violate it, and not those below
     * @param value the bound, in the chart's unit
     * @param fromNanos start of the window it holds for
     * @param toNanos its end
     */
    record PanelBound(String label, int line, boolean less, double value, long fromNanos, long toNanos) {
        private Map<String, Object> model() {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("label", label);
            model.put("color", Palette.web(line < 0 ? Palette.BOUND : Palette.line(line)));
            model.put("less", less);
            model.put("value", value);
            model.put("from", fromNanos / 1e9);
            model.put("to", toNanos / 1e9);
            return model;
        }
    }
}
