package dev.brownout.importing.k8s;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses Kubernetes numbers: quantities such as {@code 500m}, and durations in the format of Go.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Kubernetes,
 *     Quantity</a>
 */
final class KubernetesQuantities {
    private static final Pattern QUANTITY =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(n|u|m|k|M|G|T|Ki|Mi|Gi|Ti|[eE][+-]?\\d{1,2})?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|m|us|µs|ns|s)");
    private static final Pattern COUNT_OR_PERCENT = Pattern.compile("\\d{1,4}|\\d{1,2}%|100%");
    private static final Map<String, Double> NANOS =
            new TreeMap<>(Map.of("h", 3.6e12, "m", 6e10, "s", 1e9, "ms", 1e6, "us", 1e3, "µs", 1e3, "ns", 1.0));

    private KubernetesQuantities() {}

    /** Returns a quantity as a number. */
    static OptionalDouble number(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(quantity.group(1));
        String suffix = quantity.group(2) == null ? "" : quantity.group(2);
        return OptionalDouble.of(
                switch (suffix) {
                    case "" -> value;
                    case "n" -> value * 1e-9;
                    case "u" -> value * 1e-6;
                    case "m" -> value * 1e-3;
                    case "k" -> value * 1e3;
                    case "M" -> value * 1e6;
                    case "G" -> value * 1e9;
                    case "T" -> value * 1e12;
                    case "Ki" -> value * (1L << 10);
                    case "Mi" -> value * (1L << 20);
                    case "Gi" -> value * (1L << 30);
                    case "Ti" -> value * (1L << 40);
                    default -> Double.parseDouble(quantity.group());
                });
    }

    /** Returns whether a text is a number of pods, or a percentage of them up to 100. */
    static boolean isCountOrPercent(String text) {
        return COUNT_OR_PERCENT.matcher(text).matches();
    }

    /** Returns a duration such as {@code 1m30s}, or a number of seconds, in nanoseconds. */
    static OptionalDouble time(String text) {
        OptionalDouble seconds = number(text);
        return seconds.isPresent() && Character.isDigit(text.charAt(text.length() - 1))
                ? OptionalDouble.of(seconds.getAsDouble() * 1e9)
                : nanos(text);
    }

    /** Returns a duration such as {@code 1m30s}, in nanoseconds. */
    static OptionalDouble nanos(String text) {
        Matcher part = DURATION.matcher(text);
        double nanos = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanos += Double.parseDouble(part.group(1)) * NANOS.get(part.group(2));
            end = part.end();
        }
        return end == text.length() && nanos >= 1 ? OptionalDouble.of(nanos) : OptionalDouble.empty();
    }
}
