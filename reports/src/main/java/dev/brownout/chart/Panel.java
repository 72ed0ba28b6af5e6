package dev.brownout.chart;

import dev.brownout.result.VariantResult.RoleSpan;
import java.util.Arrays;
import java.util.List;

/**
 * One coordinate system of a chart.
 *
 * @param heading what sets it apart from the others; empty when it is the only one
 * @param tracks its named lines, at most {@link Palette#LINES}, numbered as in the legend
 * @param rest lines too many to be named, drawn faintly
 * @param roles roles of nodes over time, in a chart of roles
 * @param rail what stands under its time axis
 * @param bounds the bounds of assertions to draw
 */
record Panel(
        String heading, List<Track> tracks, List<Track> rest, List<RoleSpan> roles, Rail rail, List<Bound> bounds) {

    /** The same under a heading. */
    Panel headed(String other) {
        return new Panel(other, tracks, rest, roles, rail, bounds);
    }

    /** Whether another one shows the same, whatever stands above it. */
    boolean shows(Panel other) {
        return same(tracks, other.tracks)
                && same(rest, other.rest)
                && roles.equals(other.roles)
                && rail.equals(other.rail)
                && bounds.equals(other.bounds);
    }

    private static boolean same(List<Track> some, List<Track> others) {
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
    record Bound(String label, int line, boolean less, double value, long fromNanos, long toNanos) {}
}
