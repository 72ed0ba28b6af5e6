package dev.brownout.importing.compose;

import dev.brownout.importing.fitting.LanguageNumbers;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses durations, sizes and numbers in the formats of Compose files and of programs in Docker images.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/11-extension.md">Compose specification, values
 *     with units</a>
 */
final class DockerUnits {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|us|µs|ns|s)");
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]*)");
    private static final Map<String, Double> NANOS =
            new TreeMap<>(Map.of("h", 3.6e12, "m", 6e10, "s", 1e9, "ms", 1e6, "us", 1e3, "µs", 1e3, "ns", 1.0));

    private DockerUnits() {}

    /** Returns a duration such as {@code 1m30s}, in nanoseconds. */
    static OptionalDouble nanos(String text) {
        Matcher part = PART.matcher(text);
        double nanos = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanos += Double.parseDouble(part.group(1)) * NANOS.get(part.group(2));
            end = part.end();
        }
        boolean all = end == text.length() && !text.isEmpty() && nanos >= 1;
        return all ? OptionalDouble.of(nanos) : OptionalDouble.empty();
    }

    /** Returns a number that is not negative. */
    static OptionalDouble number(String text) {
        return text.matches("\\d{1,9}(\\.\\d{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    /**
     * Converts a size in the format of redis.conf to the scenario language: {@code k} is 1000 and {@code kb} is 1024
     * bytes, in upper or lower case.
     */
    static Optional<String> redisSize(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return Optional.empty();
        }
        String unit = size.group(2);
        int power = unit.isEmpty() || unit.equals("b") ? 0 : "kmg".indexOf(unit.charAt(0)) + 1;
        boolean binary = unit.length() == 2 && unit.charAt(1) == 'b';
        if (unit.length() > 2 || power == 0 && unit.length() > 1 || unit.length() == 2 && !binary) {
            return Optional.empty();
        }
        if (power == 0 && !unit.isEmpty() && !unit.equals("b")) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(size.group(1));
        String[] units = binary ? new String[] {"B", "KiB", "MiB", "GiB"} : new String[] {"B", "kB", "MB", "GB"};
        return number.signum() == 0
                ? Optional.empty()
                : Optional.of(number.stripTrailingZeros().toPlainString() + units[power]);
    }

    /** Converts a number of mebibytes, as memcached counts them, to a size of the scenario language. */
    static Optional<String> mebibytes(String text) {
        OptionalDouble number = number(text);
        return number.isPresent() && number.getAsDouble() >= 1
                ? Optional.of(LanguageNumbers.bare(number.getAsDouble(), 9) + "MiB")
                : Optional.empty();
    }
}
