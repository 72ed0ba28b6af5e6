package dev.brownout.format;

import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.DisplayHints.As;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Selects the metrics of a component for the tables of a summary: in common columns, or in rows of their own. */
public final class SummaryMetrics {
    /** Metrics with a column of their own. */
    private static final List<As> COLUMNS = List.of(As.UTILIZATION, As.LINE, As.HIT_RATIO);

    /** Share of a limit in use from which it is shown. */
    private static final double BUSY = 0.8;

    private static final String RATIO = "ratio";

    private SummaryMetrics() {}

    /** Returns the metric for a column, with or without a value; empty if the component does not have it. */
    public static Optional<Measure> column(As column, Map<String, Measure> measures) {
        return column.firstOf(measures).map(measures::get).filter(measure -> isShown(measure.showing()));
    }

    /** Returns the utilization of the parts of the component, by the name of the part. */
    public static Map<String, Measure> parts(Map<String, Measure> measures) {
        Map<String, Measure> parts = new TreeMap<>();
        select(measures, showing -> !showing.part().isEmpty() && showing.as() == As.UTILIZATION)
                .values()
                .forEach(measure -> parts.put(measure.showing().part(), measure));
        return parts;
    }

    /** Returns the metrics with a value and without a column, by name, with the limits that bind. */
    public static Map<String, Measure> rows(Map<String, Measure> measures) {
        Map<String, Measure> rows =
                select(measures, showing -> showing.part().isEmpty() && !COLUMNS.contains(showing.as()));
        measures.forEach((name, measure) -> {
            if (binds(measure) && measure.showing().as() == As.PLAIN) {
                rows.put(name, measure);
            }
        });
        rows.values().removeIf(measure -> Double.isNaN(measure.value()));
        return rows;
    }

    /**
     * Returns the metric of the limit that binds most: the largest share in use, or else the largest number of refused
     * calls; empty if no limit without a column of its own binds.
     */
    public static Optional<String> bindingLimit(Map<String, Measure> measures) {
        return measures.entrySet().stream()
                .filter(one -> binds(one.getValue()) && one.getValue().showing().as() == As.PLAIN)
                .max(Comparator.<Map.Entry<String, Measure>, Boolean>comparing(
                                one -> one.getValue().unit().equals(RATIO))
                        .thenComparing(one -> one.getValue().value()))
                .map(Map.Entry::getKey);
    }

    private static boolean binds(Measure measure) {
        return !measure.showing().limit().isEmpty()
                && measure.value() >= (measure.unit().equals(RATIO) ? BUSY : 1);
    }

    private static Map<String, Measure> select(Map<String, Measure> measures, Predicate<DisplayHints> selector) {
        Map<String, Measure> some = new TreeMap<>(measures);
        some.values().removeIf(measure -> !isShown(measure.showing()) || !selector.test(measure.showing()));
        return some;
    }

    private static boolean isShown(DisplayHints showing) {
        return showing.isShownIn(DisplayHints.In.SUMMARY);
    }
}
