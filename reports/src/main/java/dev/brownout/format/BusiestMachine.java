package dev.brownout.format;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.DisplayHints;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The busiest host of a component, or the host with the fullest disk. The mean over the hosts hides it. */
public final class BusiestMachine {
    private BusiestMachine() {}

    /** Returns its name and its utilization while it was up; {@code -} if fewer than two hosts have a value. */
    public static String text(ComponentResult component) {
        return text(
                component,
                measures -> DisplayHints.As.UTILIZATION.firstOf(measures).map(measures::get));
    }

    /**
     * Returns the host with the greatest value of a metric, and that value as a percentage; {@code -} if fewer than two
     * hosts have a value.
     */
    public static String text(ComponentResult component, String measure) {
        return text(component, measures -> Optional.ofNullable(measures.get(measure)));
    }

    private static String text(ComponentResult component, Function<Map<String, Measure>, Optional<Measure>> use) {
        String name = "";
        double most = Double.NaN;
        int machines = 0;
        for (Map.Entry<String, Map<String, Measure>> node : component.nodes().entrySet()) {
            double busy = use.apply(node.getValue()).map(Measure::value).orElse(Double.NaN);
            if (!Double.isNaN(busy)) {
                machines++;
                if (Double.isNaN(most) || busy > most) {
                    most = busy;
                    name = node.getKey();
                }
            }
        }
        return machines < 2 ? "-" : name + " " + QuantityFormat.percent(most);
    }
}
