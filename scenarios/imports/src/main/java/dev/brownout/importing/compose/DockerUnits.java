package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    private static final double USUAL_PERIOD_MICROS = 100_000;
    private static final Pattern LIST = Pattern.compile("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*");
    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");

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
     * Number of CPUs with the setting that limits it.
     *
     * @param number number of CPUs, more than 0
     */
    record CpuLimit(double number, Setting setting) {}

    /**
     * Returns the smallest number of CPUs that a service may use by {@code cpu_quota} of a {@code cpu_period} (100 ms
     * by default), {@code cpuset} and {@code cpu_count}; empty if none limits it.
     */
    static Optional<CpuLimit> cpus(Setting service) {
        List<CpuLimit> limits = new ArrayList<>();
        Setting quota = service.get("cpu_quota");
        double micros = micros(quota).orElse(0);
        double period = micros(service.get("cpu_period")).orElse(USUAL_PERIOD_MICROS);
        if (micros > 0 && period > 0) {
            service.get("cpu_period").text();
            limits.add(new CpuLimit(micros / period, quota));
        }
        Setting set = service.get("cpuset");
        long processors = processors(Interpolation.of(set.peekText()).text());
        if (processors > 0) {
            limits.add(new CpuLimit(processors, set));
        }
        Setting count = service.get("cpu_count");
        double counted = number(Interpolation.of(count.peekText()).text()).orElse(0);
        if (counted > 0) {
            limits.add(new CpuLimit(counted, count));
        }
        return limits.stream().min(Comparator.comparingDouble(CpuLimit::number));
    }

    /** Returns a time in microseconds, as a number or with a unit. */
    private static OptionalDouble micros(Setting setting) {
        String text = Interpolation.of(setting.peekText()).text();
        OptionalDouble nanos = nanos(text);
        return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / 1e3) : number(text);
    }

    /** Returns the number of processors in a list such as {@code 0-2,5}; 0 if it is not such a list. */
    private static long processors(String list) {
        if (!LIST.matcher(list).matches()) {
            return 0;
        }
        long all = 0;
        Matcher range = RANGE.matcher(list);
        while (range.find()) {
            long first = Long.parseLong(range.group(1));
            all += range.group(2) == null ? 1 : Math.max(0, Long.parseLong(range.group(2)) - first + 1);
        }
        return all;
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
                ? Optional.of(LanguageNumbers.format(number.getAsDouble(), 9) + "MiB")
                : Optional.empty();
    }
}
