package dev.brownout.importing.proxy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measurement units of nginx.
 *
 * @see <a href="https://nginx.org/r/proxy_read_timeout">nginx, configuration file measurement units</a>
 */
final class NginxUnits {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|[smhdwMy]?)\\s*");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})r/([sm])");
    private static final Map<String, Double> SECONDS = new TreeMap<>(Map.of(
            "",
            1.0,
            "ms",
            1e-3,
            "s",
            1.0,
            "m",
            60.0,
            "h",
            3600.0,
            "d",
            86_400.0,
            "w",
            604_800.0,
            "M",
            2_592_000.0,
            "y",
            31_536_000.0));

    private NginxUnits() {}

    /** Returns a time such as {@code 1h 30m}, in nanoseconds. A number without a unit is in seconds. */
    static Optional<Double> nanos(String text) {
        Matcher part = PART.matcher(text);
        double seconds = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            seconds += Double.parseDouble(part.group(1)) * SECONDS.get(part.group(2));
            end = part.end();
        }
        return end == text.length() && !text.isEmpty() ? Optional.of(seconds * 1e9) : Optional.empty();
    }

    /** Returns a rate such as {@code 10r/s}, in the scenario language. */
    static Optional<String> rate(String text) {
        Matcher rate = RATE.matcher(text);
        return rate.matches() && !rate.group(1).matches("0+")
                ? Optional.of(rate.group(1) + (rate.group(2).equals("s") ? "/s" : "/min"))
                : Optional.empty();
    }
}
