package dev.brownout.importing.prometheus;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Single series of a response: the values of one metric with one set of labels.
 *
 * @param labels values by label name, including {@code __name__} unless a function dropped it
 * @param times seconds since 1970, ascending
 * @param values values at these times; the number of values for native histograms
 * @param growth increase of a native histogram; empty for plain numbers
 */
record PrometheusSeries(Map<String, String> labels, double[] times, double[] values, Optional<NativeHistogram> growth) {
    /** Returns the name of the metric; empty if a function dropped it. */
    String name() {
        return labels.getOrDefault("__name__", "");
    }

    /** Returns the value of the first label that is present; empty if there is none. */
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
     * Returns the increase of a counter from the previous sample. A value below the previous one means that the counter
     * was reset to 0, as in Prometheus' functions (documentation, {@code rate()} and {@code increase()}).
     */
    double increase(int next) {
        return values[next] < values[next - 1] ? values[next] : values[next] - values[next - 1];
    }

    /** Returns the total increase of a counter. */
    double increase() {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += increase(i);
        }
        return sum;
    }
}
