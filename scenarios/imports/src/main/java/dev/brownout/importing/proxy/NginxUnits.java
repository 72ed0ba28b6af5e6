package dev.brownout.importing.proxy;

import java.util.Optional;
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

    private NginxUnits() {}

    /** Returns a time such as {@code 1h 30m}, in nanoseconds. A number without a unit is in seconds. */
    static Optional<Double> nanos(String text) {
        Matcher part = PART.matcher(text);
        double seconds = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            seconds += Double.parseDouble(part.group(1)) * seconds(part.group(2));
            end = part.end();
        }
        return end == text.length() && !text.isEmpty() ? Optional.of(seconds * 1e9) : Optional.empty();
    }

    private static double seconds(String unit) {
        return switch (unit) {
            case "ms" -> 1e-3;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            case "M" -> 2_592_000;
            case "y" -> 31_536_000;
            default -> 1;
        };
    }

    /** Returns a rate such as {@code 10r/s}, in the scenario language. */
    static Optional<String> rate(String text) {
        Matcher rate = RATE.matcher(text);
        return rate.matches() && !rate.group(1).matches("0+")
                ? Optional.of(rate.group(1) + (rate.group(2).equals("s") ? "/s" : "/min"))
                : Optional.empty();
    }
}
