package dev.brownout.chart.title;

import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.Series.Column;
import dev.brownout.translation.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the busiest region or node of a tier, or the one with the fullest disk, which the mean of the tier hides. */
public final class BusiestMember {
    /** Minimum ratio of a member's mean to the mean of its tier for the member to be named. */
    private static final double MIN_RATIO = 1.1;

    private BusiestMember() {}

    /** Returns the member as {@code busiest: west 87.5 %}. Empty if the members are alike, or if there is no tier. */
    public static Optional<String> label(String name, ResultLookup lookup) {
        return lookup.column(name).flatMap(column -> label(column, lookup));
    }

    private static Optional<String> label(Column column, ResultLookup lookup) {
        String tier = owner(column);
        As as = column.showing().as();
        if (tier.contains("/") || tier.contains("@") || as != As.UTILIZATION && as != As.OCCUPANCY) {
            return Optional.empty();
        }
        return highest(lookup.columns(tier + "@", "." + column.metric()), column, lookup)
                .or(() -> highest(lookup.columns(tier + "/", "." + column.metric()), column, lookup))
                .map(member -> {
                    String name = owner(member).replace(tier + "@", "");
                    String share = QuantityFormat.percent(lookup.overall(member));
                    return as == As.UTILIZATION
                            ? Messages.text("chart.busiest_member", name, share)
                            : Messages.text("chart.fullest_member", name, share);
                });
    }

    private static Optional<Column> highest(List<Column> members, Column tier, ResultLookup lookup) {
        return members.stream()
                .filter(member -> members.size() > 1 && lookup.overall(member) > lookup.overall(tier) * MIN_RATIO)
                .max(Comparator.comparingDouble(lookup::overall));
    }

    /** Returns the owner of a column: the column name without the metric. */
    private static String owner(Column column) {
        return column.name().substring(0, Math.max(0, column.name().lastIndexOf('.')));
    }
}
