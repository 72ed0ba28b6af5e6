package dev.brownout.importing.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.fitting.LanguageNumbers;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.common.CompositeCustomizer;
import io.github.resilience4j.common.bulkhead.configuration.CommonBulkheadConfigurationProperties;
import io.github.resilience4j.common.circuitbreaker.configuration.CommonCircuitBreakerConfigurationProperties;
import io.github.resilience4j.common.ratelimiter.configuration.CommonRateLimiterConfigurationProperties;
import io.github.resilience4j.common.retry.configuration.CommonRetryConfigurationProperties;
import io.github.resilience4j.common.timelimiter.configuration.CommonTimeLimiterConfigurationProperties;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.RetryConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Imported policies agree with the configuration objects that Resilience4j builds from the samples. Every property of a
 * sample must exist in Resilience4j.
 */
class Resilience4jConformanceTest {
    private static final String SAMPLES = "src/test/resources/dev/brownout/importing/resilience4j/";

    private final List<String> unknown = new ArrayList<>();

    /** Section {@code resilience4j} of a file, and the scenario imported from it. */
    private record Sample(Setting root, String scenario) {
        static Sample of(String file) throws Exception {
            List<ImportSource> sources = List.of(ImportSource.file(Path.of(file)));
            return new Sample(
                    SpringConfiguration.read(sources, List.of()).settingAt("resilience4j"),
                    ImportedFiles.read(new Resilience4jImporter(), sources).scenario());
        }

        String policies(String instance) {
            String from = scenario.substring(scenario.indexOf("\n  " + instance + ":\n"));
            return from.substring(0, end(from));
        }

        private static int end(String from) {
            var next = Pattern.compile("\n {0,2}[a-z]").matcher(from);
            return next.find(1) ? next.start() : from.length();
        }
    }

    /** Sets properties of a Resilience4j object by its setters. Collects the names of properties that do not exist. */
    private <P> P filled(P properties, Setting setting) {
        setting.entries().forEach((key, value) -> {
            String name = PropertyName.uniform(key);
            Method setter = Arrays.stream(properties.getClass().getMethods())
                    .filter(method -> method.getName().toLowerCase(Locale.ROOT).equals("set" + name)
                            && method.getParameterCount() == 1)
                    .findFirst()
                    .orElse(null);
            if (setter == null) {
                unknown.add(key);
                return;
            }
            Class<?> type = setter.getParameterTypes()[0];
            if (!type.isArray()) {
                try {
                    setter.invoke(properties, converted(value.text(), value, type));
                } catch (IllegalAccessException | InvocationTargetException refused) {
                    throw new LinkageError(value.origin() + ": " + key, refused);
                }
            }
        });
        return properties;
    }

    private static Object converted(String text, Setting value, Class<?> type) {
        if (type == Duration.class) {
            return Duration.ofNanos((long) Properties.nanos(value).orElseThrow());
        }
        if (type == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(one -> one.toString().equals(text))
                    .findFirst()
                    .orElseThrow();
        }
        return type == Integer.class
                ? Integer.valueOf(text)
                : type == Float.class ? Float.valueOf(text) : type == Double.class ? Double.valueOf(text) : text;
    }

    private <P> Map<String, Setting> settingsByName(
            Setting section, Map<String, P> configs, Map<String, P> instances, New<P> made) {
        section.get("configs").entries().forEach((name, setting) -> configs.put(name, filled(made.one(), setting)));
        section.get("instances").entries().forEach((name, setting) -> instances.put(name, filled(made.one(), setting)));
        return section.get("instances").entries();
    }

    /** Factory of empty property objects. */
    private interface New<P> {
        P one();
    }

    private static String time(Duration duration) {
        return LanguageNumbers.nanos(duration.toNanos(), 9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SAMPLES + "application.yaml",
                SAMPLES + "chained.yaml",
                "../../docs/examples/site/application.yaml"
            })
    void scenarioMatchesTheConfigurationBuiltByResilience4j(String file) throws Exception {
        Sample sample = Sample.of(file);
        circuitBreakers(sample);
        retries(sample);
        rateLimiters(sample);
        Setting section = sample.root.get("bulkhead");
        var bulkheads = new CommonBulkheadConfigurationProperties();
        settingsByName(
                        section,
                        bulkheads.getConfigs(),
                        bulkheads.getInstances(),
                        CommonBulkheadConfigurationProperties.InstanceProperties::new)
                .keySet()
                .forEach(name -> {
                    BulkheadConfig built = bulkheads.createBulkheadConfig(
                            bulkheads.getInstances().get(name), new CompositeCustomizer<>(List.of()), name);
                    assertThat(sample.policies(name))
                            .containsSubsequence(
                                    "bulkhead:",
                                    "concurrent: " + built.getMaxConcurrentCalls() + " ",
                                    "max_wait: " + time(built.getMaxWaitDuration()) + " ");
                });
        var limiters = new CommonTimeLimiterConfigurationProperties();
        settingsByName(
                        sample.root.get("timelimiter"),
                        limiters.getConfigs(),
                        limiters.getInstances(),
                        CommonTimeLimiterConfigurationProperties.InstanceProperties::new)
                .keySet()
                .forEach(name -> assertThat(sample.policies(name))
                        .containsSubsequence(
                                "timeout:",
                                "after: "
                                        + time(limiters.createTimeLimiterConfig(
                                                        name,
                                                        limiters.getInstances().get(name),
                                                        new CompositeCustomizer<>(List.of()))
                                                .getTimeoutDuration())
                                        + " "));
        assertThat(unknown).isEqualTo(file.equals(SAMPLES + "application.yaml") ? List.of("strange") : List.of());
    }

    private void circuitBreakers(Sample sample) {
        var breakers = new CommonCircuitBreakerConfigurationProperties();
        settingsByName(
                        sample.root.get("circuitbreaker"),
                        breakers.getConfigs(),
                        breakers.getInstances(),
                        CommonCircuitBreakerConfigurationProperties.InstanceProperties::new)
                .keySet()
                .forEach(name -> {
                    CircuitBreakerConfig built = breakers.createCircuitBreakerConfig(
                            name, breakers.getInstances().get(name), new CompositeCustomizer<>(List.of()));
                    assertThat(sample.policies(name))
                            .as(name)
                            .containsSubsequence(
                                    "circuit_breaker:",
                                    "failure_rate: " + LanguageNumbers.format(built.getFailureRateThreshold(), 9)
                                            + "% ",
                                    "slow_call_rate: " + LanguageNumbers.format(built.getSlowCallRateThreshold(), 9)
                                            + "% ",
                                    "slow_call: " + time(built.getSlowCallDurationThreshold()) + " ",
                                    "window: " + built.getSlidingWindowSize() + " ",
                                    "minimum_calls: "
                                            + Math.min(built.getMinimumNumberOfCalls(), built.getSlidingWindowSize()),
                                    "open: "
                                            + LanguageNumbers.nanos(
                                                    built.getWaitIntervalFunctionInOpenState()
                                                                    .apply(1)
                                                            * 1e6,
                                                    9)
                                            + " ",
                                    "half_open: " + built.getPermittedNumberOfCallsInHalfOpenState() + " ");
                });
    }

    private void retries(Sample sample) {
        var retries = new CommonRetryConfigurationProperties();
        settingsByName(
                        sample.root.get("retry"),
                        retries.getConfigs(),
                        retries.getInstances(),
                        CommonRetryConfigurationProperties.InstanceProperties::new)
                .keySet()
                .forEach(name -> {
                    RetryConfig built = retries.createRetryConfig(name, new CompositeCustomizer<>(List.of()));
                    Either<Throwable, Object> failed = Either.left(new IllegalStateException());
                    long first = built.getIntervalBiFunction().apply(1, failed);
                    long second = built.getIntervalBiFunction().apply(2, failed);
                    long late = built.getIntervalBiFunction().apply(40, failed);
                    String longest = late < 3_600_000 ? LanguageNumbers.nanos(late * 1e6, 9) : "1h";
                    String wait = LanguageNumbers.nanos(first * 1e6, 9);
                    assertThat(sample.policies(name))
                            .as(name)
                            .containsSubsequence(
                                    "retry:",
                                    "attempts: " + built.getMaxAttempts() + " ",
                                    "backoff: "
                                            + (second > first
                                                    ? "exponential(" + wait + " " + longest + ")"
                                                    : "constant(" + wait + ")"));
                    assertThat(sample.scenario.contains(
                                    "waits grow " + LanguageNumbers.format(second / (double) first, 3) + " times"))
                            .isEqualTo(second > first && second != 2 * first);
                });
    }

    private void rateLimiters(Sample sample) {
        var limiters = new CommonRateLimiterConfigurationProperties();
        settingsByName(
                        sample.root.get("ratelimiter"),
                        limiters.getConfigs(),
                        limiters.getInstances(),
                        CommonRateLimiterConfigurationProperties.InstanceProperties::new)
                .keySet()
                .forEach(name -> {
                    RateLimiterConfig built =
                            limiters.createRateLimiterConfig(name, new CompositeCustomizer<>(List.of()));
                    long period = built.getLimitRefreshPeriod().toNanos();
                    if (period >= 1_000_000) {
                        assertThat(sample.policies(name))
                                .as(name)
                                .containsSubsequence(
                                        "rate_limit:",
                                        "rate: " + LanguageNumbers.format(built.getLimitForPeriod() / (period / 1e9), 6)
                                                + "/s ",
                                        "window: " + time(built.getLimitRefreshPeriod()) + " ");
                        assertThat(sample.scenario.contains("how long a call waits for its turn"))
                                .isEqualTo(!built.getTimeoutDuration().isZero());
                    }
                });
    }
}
