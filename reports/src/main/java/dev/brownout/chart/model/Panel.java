package dev.brownout.chart.model;

import dev.brownout.chart.draw.ChartColors;
import dev.brownout.chart.draw.Palette;
import dev.brownout.result.VariantResult.RoleSpan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Coordinate system of a chart with its lines.
 *
 * @param heading text that distinguishes the panel; empty if it is the only one
 * @param variants variants with values in the panel
 * @param tracks named lines, at most {@link Palette#LINES}, numbered as in the legend
 * @param rest unnamed lines, drawn faintly
 * @param roles roles of nodes over time, in a chart of roles
 * @param rail events below the time axis
 * @param bounds bounds of assertions to draw
 */
public record Panel(
        String heading,
        List<String> variants,
        List<SeriesLine> tracks,
        List<SeriesLine> rest,
        List<RoleSpan> roles,
        EventRail rail,
        List<PanelBound> bounds) {

    /** Returns this panel with a heading, for several variants with the same content. */
    public Panel withHeading(String newHeading, List<String> variantNames) {
        return new Panel(newHeading, variantNames, tracks, rest, roles, rail, bounds);
    }

    /** Returns the named lines, then the unnamed ones. */
    Stream<SeriesLine> lines() {
        return Stream.concat(tracks.stream(), rest.stream());
    }

    /** Returns whether each line stands for a variant, in this order. */
    boolean overlaid() {
        return variants.size() > 1
                && variants.equals(tracks.stream().map(SeriesLine::label).toList());
    }

    /** Returns the panel as plain data. */
    Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("heading", heading);
        model.put("variants", variants);
        model.put("lines", tracks.stream().map(SeriesLine::model).toList());
        model.put("rest", rest.stream().map(SeriesLine::model).toList());
        model.put("bounds", bounds.stream().map(PanelBound::model).toList());
        model.put("roles", roles.stream().map(Panel::model).toList());
        rail.model(model);
        return model;
    }

    private static Map<String, Object> model(RoleSpan span) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("node", span.component() + "/" + span.node());
        model.put("role", span.role());
        model.put("color", ChartColors.web(ChartColors.role(span.role())));
        model.put("from", span.fromNanos() / 1e9);
        model.put("to", span.toNanos() / 1e9);
        return model;
    }

    /** Returns whether another panel has the same content, regardless of its heading. */
    public boolean hasSameContent(Panel other) {
        return isSame(tracks, other.tracks)
                && isSame(rest, other.rest)
                && roles.equals(other.roles)
                && rail.equals(other.rail)
                && bounds.equals(other.bounds);
    }

    private static boolean isSame(List<SeriesLine> first, List<SeriesLine> second) {
        for (int i = 0; i < first.size(); i++) {
            if (!Arrays.equals(first.get(i).values(), second.get(i).values())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Bound of an assertion.
     *
     * @param label statistic and bound, with the name of the assertion
     * @param line number of the line that the bound applies to; -1 for each line
     * @param less whether values above the bound violate it, rather than those below
     * @param value bound, in the unit of the chart
     * @param fromNanos start of the window of the assertion
     * @param toNanos end of the window
     */
    public record PanelBound(String label, int line, boolean less, double value, long fromNanos, long toNanos) {
        private Map<String, Object> model() {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("label", label);
            model.put("color", ChartColors.web(line < 0 ? ChartColors.BOUND : ChartColors.line(line)));
            model.put("less", less);
            model.put("value", value);
            model.put("from", fromNanos / 1e9);
            model.put("to", toNanos / 1e9);
            return model;
        }
    }
}
