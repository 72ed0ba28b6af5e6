package dev.brownout.format;

import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.DisplayHints.As;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The measures of a component that the tables of a summary show: in columns that all have, or in rows of their own. */
public final class SummaryMetrics {
    /** What has a column. */
    private static final List<As> COLUMNS = List.of(As.UTILIZATION, As.LINE, As.HIT_RATIO);

    private SummaryMetrics() {}

    /** The measure for a column, which may have no value; empty where there is none. */
    public static Optional<Measure> column(As column, Map<String, Measure> measures) {
        return column.among(measures).map(measures::get).filter(measure -> shown(measure.showing()));
    }

    /** How busy the parts of the component are, by what they are called. */
    public static Map<String, Measure> parts(Map<String, Measure> measures) {
        Map<String, Measure> parts = new TreeMap<>();
        select(measures, showing -> !showing.part().isEmpty() && showing.as() == As.UTILIZATION)
                .values()
                .forEach(measure -> parts.put(measure.showing().part(), measure));
        return parts;
    }

    /** What has no column, by the names of the measures; those only that have a value. */
    public static Map<String, Measure> rows(Map<String, Measure> measures) {
        Map<String, Measure> rows =
                select(measures, showing -> showing.part().isEmpty() && !COLUMNS.contains(showing.as()));
        rows.values().removeIf(measure -> Double.isNaN(measure.value()));
        return rows;
    }

    private static Map<String, Measure> select(Map<String, Measure> measures, Predicate<DisplayHints> wanted) {
        Map<String, Measure> some = new TreeMap<>(measures);
        some.values().removeIf(measure -> !shown(measure.showing()) || !wanted.test(measure.showing()));
        return some;
    }

    private static boolean shown(DisplayHints showing) {
        return showing.in(DisplayHints.In.SUMMARY);
    }
}
