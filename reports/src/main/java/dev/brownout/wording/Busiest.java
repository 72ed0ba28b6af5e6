package dev.brownout.wording;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.Showing;
import java.util.Map;

/** The busiest of a component's machines, which their mean hides. */
public final class Busiest {
    private Busiest() {}

    /** Its name and how busy it was while it was up; {@code -} where there are not several machines to choose from. */
    public static String of(ComponentResult component) {
        String name = "";
        double most = Double.NaN;
        int machines = 0;
        for (Map.Entry<String, Map<String, Measure>> node : component.nodes().entrySet()) {
            Measure busy = Showing.As.UTILIZATION
                    .among(node.getValue())
                    .map(node.getValue()::get)
                    .orElse(null);
            if (busy != null && !Double.isNaN(busy.value())) {
                machines++;
                if (Double.isNaN(most) || busy.value() > most) {
                    most = busy.value();
                    name = node.getKey();
                }
            }
        }
        return machines < 2 ? "-" : name + " " + Quantity.percent(most);
    }
}
