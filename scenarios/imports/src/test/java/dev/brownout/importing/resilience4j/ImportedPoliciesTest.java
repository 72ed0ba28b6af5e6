package dev.brownout.importing.resilience4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.check.ImportCheck;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of Resilience4j configurations in documented form, and the resulting scenarios. */
class ImportedPoliciesTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/brownout/importing/resilience4j");

    private static ImportResult read(String text) throws ImportException {
        return ImportedFiles.read(
                new Resilience4jImporter(),
                List.of(new ImportSource("a.yaml", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))));
    }

    @Test
    void configurationBecomesTheExpectedScenario() throws Exception {
        ImportResult imported = ImportedFiles.read(
                new Resilience4jImporter(), List.of(ImportSource.file(FOLDER.resolve("application.yaml"))));
        String message = String.join("\n", imported.summary()) + "\n";
        if (Boolean.getBoolean("brownout.write")) {
            Files.writeString(FOLDER.resolve("application.scenario.yaml"), imported.scenario());
            Files.writeString(FOLDER.resolve("application.told.txt"), message);
        }
        assertThat(imported.scenario()).isEqualTo(Files.readString(FOLDER.resolve("application.scenario.yaml")));
        assertThat(message).isEqualTo(Files.readString(FOLDER.resolve("application.told.txt")));
        assertThat(imported.scenario() + message).doesNotContain("s3cr3t");
    }

    /**
     * Defaults as documented by CircuitBreakerConfig, RetryConfig, BulkheadConfig and TimeLimiterConfig of Resilience4j
     * 2.
     */
    @ParameterizedTest
    @CsvSource({
        "circuitbreaker,failure_rate: 50%",
        "circuitbreaker,slow_call_rate: 100%",
        "circuitbreaker,slow_call: 60s",
        "circuitbreaker,window: 100",
        "circuitbreaker,minimum_calls: 100",
        "circuitbreaker,open: 60s",
        "circuitbreaker,half_open: 10",
        "retry,attempts: 3",
        "retry,backoff: constant(500ms)",
        "bulkhead,concurrent: 25",
        "bulkhead,max_wait: 0ms",
        "timelimiter,after: 1s"
    })
    void unsetPropertiesHaveResilience4jDefaults(String section, String line) throws Exception {
        assertThat(read("resilience4j: { " + section + ": { instances: { a: { baseConfig: none } } } }")
                        .scenario())
                .contains(line + "   # Resilience4j's default");
    }

    @Test
    void instanceOverridesBaseConfigOverridesDefault() throws Exception {
        String scenario = read("""
                resilience4j.retry:
                  configs: { default: { maxAttempts: 7, waitDuration: 1s }, b: { wait-duration: PT2S } }
                  instances: { x: { baseConfig: b }, y: { waitDuration: 30 } }
                """).scenario();
        assertThat(scenario)
                .containsSubsequence("x:", "attempts: 7", "constant(2s)", "y:", "attempts: 7", "constant(30ms)");
    }

    /** CommonRetryConfigurationProperties evaluates the backoff options only if a wait duration is set. */
    @Test
    void exponentialBackoffRequiresAWaitDuration() throws Exception {
        assertThat(read("resilience4j: { retry: { instances: { a: { enableExponentialBackoff: true } } } }")
                        .scenario())
                .contains("backoff: constant(500ms)   # Resilience4j's default");
    }

    /** Property names before version 2: release notes of 2.0, "replaced by". */
    @Test
    void readsPropertyNamesOfVersion1() throws Exception {
        ImportResult imported = read("""
                resilience4j:
                  retry: { backends: { a: { maxRetryAttempts: 6 } } }
                  circuitbreaker:
                    backends: { a: { ringBufferSizeInClosedState: 30, ringBufferSizeInHalfOpenState: 4 } }
                  ratelimiter: { limiters: { a: { limitForPeriod: 5, limitRefreshPeriod: 1s } } }
                """);
        assertThat(imported.scenario())
                .contains("attempts: 6   # origin: a.yaml:2, which versions before 2 read")
                .contains("window: 30 ", "half_open: 4 ", "rate: 5/s ");
        assertThat(imported.summary()).first().asString().startsWith("5 of 5 settings are parsed");
        assertThat(String.join("\n", imported.summary()))
                .contains("the waiting time for a permit, by default at most 5 s");
    }

    @Test
    void unusedConfigurationsAreOmittedButUnderstood() throws Exception {
        ImportResult imported = ImportedFiles.read(
                new Resilience4jImporter(), List.of(ImportSource.file(FOLDER.resolve("chained.yaml"))));
        String message = String.join("\n", imported.summary());
        assertThat(message).contains("(100 %)", "chained.yaml:10: configurations unused: no instance uses");
        assertThat(imported.scenario()).doesNotContain("window: 7");
    }

    @Test
    void timeBasedWindowIsNotImportedAsCountBased() throws Exception {
        assertThat(read("resilience4j: { circuitbreaker: { instances: { a: { slidingWindowType: TIME_BASED,"
                                + " slidingWindowSize: 7 } } } }")
                        .scenario())
                .contains("window: 100   # unknown: A GUESS", "minimum_calls: 100")
                .doesNotContain("window: 7");
    }

    @Test
    void rejectsConfigurationsWithoutPolicies() {
        assertThatThrownBy(() -> read("spring: { application: { name: a } }"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("it has no policies");
    }

    /** The guessed load and service times fit the limits of the file, so the check does not fail because of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ratelimiter | limitForPeriod: 10, limitRefreshPeriod: 1s, timeoutDuration: 0 | load: 2/s   #",
                "ratelimiter | limitForPeriod: 5, limitRefreshPeriod: 100ms | load: 10/s   #",
                "circuitbreaker | slowCallDurationThreshold: 2ms, minimumNumberOfCalls: 5 | service: exp(200us)   #",
                "timelimiter | timeoutDuration: 4ms | service: exp(400us)   #",
                "timelimiter | timeoutDuration: 50ms | service: exp(5ms)   #",
                "bulkhead | maxConcurrentCalls: 1, maxWaitDuration: 0 | load: 0.1/s   #"
            })
    void guessesFitTheLimits(String kind, String values, String expected) throws Exception {
        ImportResult imported = read("resilience4j: { " + kind + ": { instances: { stock: { " + values + " } } } }");
        assertThat(imported.scenario()).contains(expected);
        assertThat(ImportCheck.checked(imported).summary())
                .noneMatch(line -> line.startsWith("CHECK FAILED"))
                .anyMatch(line -> line.startsWith("Checked by"));
    }

    @ParameterizedTest
    @CsvSource({"METRICS_ONLY,false", "disabled,false", "CLOSED,true", "FORCED_OPEN,true"})
    void initialStateDecidesOnTheCircuitBreaker(String state, boolean rejects) throws Exception {
        ImportResult imported = read("resilience4j: { circuitbreaker.instances.a.initialState: " + state
                + ", retry.instances.a.maxAttempts: 2 }\n");
        assertThat(imported.scenario().contains("circuit_breaker:")).isEqualTo(rejects);
        assertThat(String.join("\n", imported.summary()))
                .contains(rejects ? "the initial state; here it is closed" : "a circuit breaker rejects no call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"include", "active"})
    void profilesWithoutADocumentAreListed(String key) throws Exception {
        String text = "spring.profiles." + key + ": [a, b]\nresilience4j.retry.instances.x.maxAttempts: 2\n";
        assertThat(String.join("\n", read(text).summary()))
                .contains("settings of the active profiles a, b: no document is theirs")
                .doesNotContain("spring.profiles (");
        assertThat(String.join(
                        "\n",
                        read(text + "---\nspring.config.activate.on-profile: a\nx: 1\n")
                                .summary()))
                .contains("settings of the active profiles b:");
    }

    /** Resilience4j retries {@code RequestNotPermitted} like any other exception. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxAttempts: 4 | true",
                "maxAttempts: 1 | false",
                "maxAttempts: 4, retryExceptions: [java.io.IOException] | false",
                "maxAttempts: 4, retryExceptions: [java.lang.Exception] | true",
                "maxAttempts: 4, ignoreExceptions: [io.github.resilience4j.ratelimiter.RequestNotPermitted] | false"
            })
    void rejectionsOfARateLimiterAreRetried(String retry, boolean limited) throws Exception {
        String scenario = read("resilience4j:\n  retry.instances.a: { " + retry + " }\n"
                        + "  ratelimiter.instances.a: { limitForPeriod: 9, limitRefreshPeriod: 1s }\n")
                .scenario();
        assertThat(scenario.contains("limited: true")).isEqualTo(limited);
    }

    /** A time limit above the default timeout of calls applies to each attempt, and users wait for it. */
    @ParameterizedTest
    @CsvSource({
        "3s, '\n    timeout: 3s', ''",
        "20s, '\n    timeout: 20s', '\n    timeout: 40s   # unknown'",
        "500ms, '', ''"
    })
    void longTimeLimitApplies(String limit, String each, String users) throws Exception {
        String scenario = SpringConfigurationTest.importResult(
                        "resilience4j.timelimiter.instances.stock.timeoutDuration: " + limit)
                .scenario();
        assertThat(scenario).contains("after: " + limit, each, users);
        assertThat(scenario.contains("\n    timeout:")).isEqualTo(!each.isEmpty());
    }

    /** A migration at the start is no database of requests, and a key below another one does not override it. */
    @Test
    void migrationsAndNestedKeysAreNotMisread() throws Exception {
        ImportResult result =
                SpringConfigurationTest.importResult("spring: { datasource: { url: 'jdbc:postgresql://rows/a' },"
                        + " flyway: { url: 'jdbc:postgresql://rows/a' } }\n"
                        + "logging.level: { org.a: INFO, org.a.b: WARN, org: ERROR }\n");
        assertThat(result.scenario()).containsOnlyOnce("kind: database").doesNotContain("read: flyway");
        assertThat(SpringConfigurationTest.reportText(result))
                .contains("a migration of the database at the start")
                .doesNotContain("overridden");
    }
}
