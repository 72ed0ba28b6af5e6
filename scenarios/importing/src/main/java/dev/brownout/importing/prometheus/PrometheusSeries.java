package dev.brownout.importing.prometheus;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One series of an answer: the values of one metric with one set of labels.
 *
 * @param labels by their names, {@code __name__} among them unless a function dropped it
 * @param times in seconds since 1970, ascending
 * @param values at these times; of native histograms how many values each had
 * @param growth what a native histogram has counted in between; empty for plain numbers
 */
record PrometheusSeries(Map<String, String> labels, double[] times, double[] values, Optional<NativeHistogram> growth) {
    /** The metric; empty where a function dropped its name. */
    String name() {
        return labels.getOrDefault("__name__", "");
    }

    /** The first of some labels that is there; empty where none is. */
    String first(List<String> names) {
        for (String name : names) {
            String value = labels.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /**
     * By how much a counter grew from one value to the next. A value below the one before is a counter that began anew
     * at 0, as Prometheus' functions have it (documentation, {@code rate()} and {@code increase()}).
     */
    double increase(int next) {
        return values[next] < values[next - 1] ? values[next] : values[next] - values[next - 1];
    }

    /** By how much a counter grew altogether. */
    double increase() {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += increase(i);
        }
        return sum;
    }
}
