package dev.brownout.importing.proxy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Units of time of HAProxy.
 *
 * @see <a href="https://docs.haproxy.org/3.0/configuration.html#2.5">HAProxy configuration manual, 2.5: time format</a>
 */
final class HaproxyUnits {
    private static final Pattern TIME = Pattern.compile("(\\d{1,12})(us|ms|s|m|h|d)?");
    private static final Map<String, Double> NANOS =
            new TreeMap<>(Map.of("us", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9, "d", 86_400e9));

    private HaproxyUnits() {}

    /** Returns a time in nanoseconds. A number without a unit is in milliseconds. */
    static Optional<Double> nanos(String text) {
        Matcher time = TIME.matcher(text);
        return time.matches()
                ? Optional.of(
                        Double.parseDouble(time.group(1)) * NANOS.get(time.group(2) == null ? "ms" : time.group(2)))
                : Optional.empty();
    }
}
