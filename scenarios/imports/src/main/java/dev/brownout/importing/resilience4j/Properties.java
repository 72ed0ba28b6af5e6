package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Properties of an instance, with those of its base configuration as fallback. The base configuration is the named one,
 * else {@code default}. Names in camel case and with hyphens are equivalent.
 *
 * @see <a href="https://resilience4j.readme.io/docs/getting-started-3">Resilience4j, Spring Boot 2 and 3</a>
 */
final class Properties {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*(ns|us|ms|s|m|h|d)?");
    private static final Map<String, Double> NANOS =
            new TreeMap<>(Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "m", 6e10, "h", 3.6e12, "d", 8.64e13));
    private static final int MOST_LEVELS = 10;
    private static final String DEFAULT = "default";

    private final SpringConfiguration configuration;
    private final List<Setting> levels = new ArrayList<>();

    /**
     * Creates the properties of an instance of a section, with the configurations of that section. The fallback of a
     * configuration is the one that it names, else {@code default}. For circuit breakers, a configuration that names
     * none has no fallback. A circuit breaker instance that names none uses the configuration with its own name if
     * there is one, else {@code default}.
     *
     * @see <a
     *     href="https://github.com/resilience4j/resilience4j/tree/master/resilience4j-framework-common">Resilience4j,
     *     CommonCircuitBreakerConfigurationProperties.createCircuitBreakerConfig, and the others</a>
     */
    Properties(
            SpringConfiguration configuration, Setting section, String name, Setting instance, boolean circuitBreaker) {
        this.configuration = configuration;
        Setting configs = property(section, "configs");
        Setting level = instance;
        String its = name;
        while (levels.size() < MOST_LEVELS && level.isPresent()) {
            levels.add(level);
            String base = base(property(level, "baseConfig"), configs);
            boolean first = levels.size() == 1;
            if (base.isEmpty() && circuitBreaker) {
                base = first && property(configs, its).isPresent() ? its : first ? DEFAULT : "";
            } else if (base.isEmpty() && !(its.equals(DEFAULT) && !first)) {
                base = DEFAULT;
            }
            its = base;
            level = property(configs, base);
        }
        if (levels.isEmpty()) {
            levels.add(instance);
        }
    }

    private String base(Setting named, Setting configs) {
        String base = named.text();
        if (base.isEmpty() || property(configs, base).isPresent()) {
            return base;
        }
        configuration.unusable(named, "the name of a configuration in these files", "Resilience4j's defaults");
        return base;
    }

    private Properties(SpringConfiguration configuration, List<Setting> levels) {
        this.configuration = configuration;
        this.levels.addAll(levels);
    }

    /** Returns the configuration that contains the properties. */
    SpringConfiguration configuration() {
        return configuration;
    }

    /** Returns the file and line of the instance. */
    String origin() {
        return levels.get(0).origin();
    }

    /** Returns the properties from the nearest level that has a property onwards; no levels if none has it. */
    Properties fromNearestLevel(String name) {
        return new Properties(
                configuration,
                levels.stream()
                        .dropWhile(level -> !property(level, name).isPresent())
                        .toList());
    }

    /** Returns the paths of the instance and of its base configurations. */
    List<String> paths() {
        return levels.stream().map(Setting::path).toList();
    }

    /** Returns the setting with this name, in camel case or with hyphens. */
    static Setting property(Setting map, String name) {
        String normalized = PropertyName.uniform(name);
        return map.entries().entrySet().stream()
                .filter(entry -> PropertyName.uniform(entry.getKey()).equals(normalized))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> map.get(name));
    }

    /** Returns the property of the nearest level that has it. */
    Optional<Setting> find(String name) {
        levels.forEach(level -> property(level, name).markIgnored());
        return levels.stream()
                .map(level -> property(level, name))
                .filter(Setting::isPresent)
                .findFirst();
    }

    /** Returns whether a property is true; lists a value that is neither true nor false. */
    boolean isTrue(String name) {
        Optional<Setting> setting = find(name);
        if (setting.isEmpty()) {
            return false;
        }
        String text = setting.get().text();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            configuration.unusable(setting.get(), "true or false", "false");
        }
        return text.equalsIgnoreCase("true");
    }

    /** Returns a number; empty if absent or not a number. */
    static OptionalDouble number(Setting setting) {
        String text = setting.text();
        return text.matches("\\d{1,9}(\\.\\d{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    /**
     * Converts a duration in the format of Spring Boot to the scenario language. A number without a unit is in
     * milliseconds.
     */
    static Optional<String> duration(Setting setting) {
        OptionalDouble nanos = nanos(setting);
        return nanos.isPresent() ? Optional.of(LanguageNumbers.nanos(nanos.getAsDouble(), 10)) : Optional.empty();
    }

    /** Returns a duration in the format of Spring Boot, in nanoseconds. */
    static OptionalDouble nanos(Setting setting) {
        String text = setting.text();
        Matcher amount = AMOUNT.matcher(text);
        if (amount.matches()) {
            String unit = amount.group(2) == null ? "ms" : amount.group(2);
            return OptionalDouble.of(Double.parseDouble(amount.group(1)) * NANOS.get(unit));
        }
        try {
            return OptionalDouble.of(Duration.parse(text).toNanos());
        } catch (DateTimeParseException | ArithmeticException other) {
            return OptionalDouble.empty();
        }
    }

    /** Leaves out properties with a meaning that is not simulated, with a reason. */
    void leaveOut(String reason, String... names) {
        for (String name : names) {
            levels.forEach(level -> property(level, name).ignore(reason));
        }
    }

    /** Marks properties as irrelevant to calls. */
    void markIgnored(String... names) {
        for (String name : names) {
            levels.forEach(level -> property(level, name).markIgnored());
        }
    }
}
