package dev.brownout.chart.title;

import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.Series.Column;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the busiest region or node of a tier, or the one with the fullest disk, which the mean of the tier hides. */
final class BusiestMember {

    private static final double FULL = 0.95;
    private static final int LASTING = 3;
    /** Minimum ratio of a member's mean to the mean of its tier for the member to be named. */
    private static final double APART = 1.1;

    private BusiestMember() {}

    private record Stretch(Column part, int from, int to, double mean) {
        int steps() {
            return to - from;
        }
    }

    /**
     * Describes the members of a tier: {@code , west at 100 % from 5:40 to 15:20}, or the busiest member. Empty if the
     * members are alike, or if the column does not belong to a tier.
     */
    static Optional<String> of(Column column, ResultLookup measured) {
        String stem = owner(column);
        boolean tier = !stem.contains("/") && !stem.contains("@");
        DisplayHints.As as = column.showing().as();
        if (!tier || as != DisplayHints.As.UTILIZATION && as != DisplayHints.As.OCCUPANCY) {
            return Optional.empty();
        }
        String metric = "." + column.metric();
        List<Column> regions = measured.columns(stem + "@", metric);
        List<Column> nodes = measured.columns(stem + "/", metric);
        return full(regions, stem, measured)
                .or(() -> full(nodes, stem, measured))
                .or(() -> highest(regions, column, stem, measured))
                .or(() -> highest(nodes, column, stem, measured));
    }

    private static Optional<String> full(List<Column> parts, String stem, ResultLookup measured) {
        return parts.stream()
                .map(part -> longest(part, measured))
                .filter(stretch -> stretch.steps() >= LASTING)
                .max(Comparator.comparingInt(Stretch::steps))
                .map(stretch ->
                        ", " + name(stretch.part(), stem) + " at " + QuantityFormat.percent(stretch.mean()) + " from "
                                + SimulatedTimeFormat.at(measured.startOf(stretch.from())) + " to "
                                + SimulatedTimeFormat.at(measured.startOf(stretch.to())));
    }

    /** Returns the longest period in which a member was full, with its mean over that period. */
    private static Stretch longest(Column part, ResultLookup measured) {
        Stretch best = new Stretch(part, 0, 0, 0);
        double sum = 0;
        int from = measured.firstMeasured();
        for (int i = from; i < part.values().length; i++) {
            if (part.values()[i] >= FULL) {
                sum += part.values()[i];
                best = i + 1 - from > best.steps() ? new Stretch(part, from, i + 1, sum / (i + 1 - from)) : best;
            } else {
                from = i + 1;
                sum = 0;
            }
        }
        return best;
    }

    private static Optional<String> highest(List<Column> parts, Column tier, String stem, ResultLookup measured) {
        double tierMean = measured.overall(tier);
        return parts.stream()
                .filter(part -> parts.size() > 1 && measured.overall(part) > tierMean * APART)
                .max(Comparator.comparingDouble(measured::overall))
                .map(part -> (tier.showing().as() == DisplayHints.As.UTILIZATION ? ", busiest " : ", most at ")
                        + name(part, stem) + " " + QuantityFormat.percent(measured.overall(part)));
    }

    /** Returns the name of a region alone, or the name of a node with its tier. */
    private static String name(Column part, String stem) {
        String name = owner(part);
        return name.startsWith(stem + "@") ? name.substring(stem.length() + 1) : name;
    }

    /** Returns the owner of a column: the column name without the metric. */
    private static String owner(Column column) {
        return column.name().substring(0, Math.max(0, column.name().lastIndexOf('.')));
    }
}
