package dev.brownout.format;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.DisplayHints;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The busiest of a component's machines, or that with the fullest disk, which their mean hides. */
public final class BusiestMachine {
    private BusiestMachine() {}

    /** Its name and how busy it was while it was up; {@code -} where there are not several machines to choose from. */
    public static String of(ComponentResult component) {
        return of(
                component,
                measures -> DisplayHints.As.UTILIZATION.among(measures).map(measures::get));
    }

    /** The machine of which most of a thing is in use, likewise. */
    public static String of(ComponentResult component, String measure) {
        return of(component, measures -> Optional.ofNullable(measures.get(measure)));
    }

    private static String of(ComponentResult component, Function<Map<String, Measure>, Optional<Measure>> use) {
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
