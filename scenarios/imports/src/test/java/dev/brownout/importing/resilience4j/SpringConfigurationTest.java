package dev.brownout.importing.resilience4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles, placeholders, properties files and pools of Spring Boot configurations. */
class SpringConfigurationTest {
    private static final String BREAKER = "resilience4j.circuitbreaker.instances.stock.";

    private static ImportSource file(String name, String text) {
        return new ImportSource(name, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static ImportResult importResult(List<String> profiles, String... namesAndTexts) throws Exception {
        List<ImportSource> sources = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            sources.add(file(namesAndTexts[i], namesAndTexts[i + 1]));
        }
        ImportResult result = ImportedFiles.read(new Resilience4jImporter(), sources, "--profile", profiles);
        new Loader(new ShippedLibrary())
                .load("imported", result.scenario(), Overrides.NONE)
                .check(Overrides.NONE);
        return result;
    }

    static ImportResult importResult(String text) throws Exception {
        return importResult(List.of(), "application.yaml", text);
    }

    static String reportText(ImportResult result) {
        return String.join("\n", result.summary());
    }

    private static final String VARIANTS = """
            resilience4j.circuitbreaker.instances.mail.failure-rate-threshold: 30
            ---
            spring.config.activate.on-profile: live
            resilience4j.circuitbreaker.instances.mail: { failureRateThreshold: 15, waitDurationInOpenState: 9s }
            """;

    @Test
    void documentOfAProfileIsLeftOut() throws Exception {
        ImportResult result = importResult(VARIANTS);
        assertThat(result.scenario())
                .containsOnlyOnce("circuit_breaker:")
                .contains("failure_rate: 30% ", "open: 60s ")
                .contains("application.yaml:3: the document of the profile live (3 settings) is left out");
        assertThat(reportText(result)).contains("--profile live applies it");
    }

    @Test
    void selectedProfileOverridesTheDefaultDocument() throws Exception {
        ImportResult result = importResult(List.of("live"), "application.yaml", VARIANTS);
        assertThat(result.scenario())
                .containsOnlyOnce("circuit_breaker:")
                .contains("failure_rate: 15%   # origin: application.yaml:4", "open: 9s ");
        assertThat(reportText(result))
                .contains("application.yaml:1: resilience4j.circuitbreaker.instances.mail.failure-rate-threshold:"
                        + " overridden by application.yaml");
    }

    @Test
    void unknownProfileIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> importResult(List.of("lvie"), "application.yaml", VARIANTS))
                .isInstanceOf(ImportException.class)
                .hasMessage("no document has the profile 'lvie'; the files have live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring: { profiles: live }",
                "spring: { profiles: [test, live] }",
                "spring.config.activate.on-profile: 'live & !test'",
                "spring: { config: { activate: { onProfile: \"live | test\" } } }",
                "spring.config.activate.on-cloud-platform: kubernetes"
            })
    void eachFormOfAConditionMakesAVariant(String condition) throws Exception {
        ImportResult result = importResult("resilience4j.retry.instances.a.max-attempts: 4\n---\n" + condition
                + "\nresilience4j.retry.instances.a.max-attempts: 9\n");
        assertThat(result.scenario())
                .containsOnlyOnce("retry:")
                .contains("attempts: 4 ")
                .doesNotContain("attempts: 9");
    }

    @Test
    void filesOfProfilesAreVariants() throws Exception {
        String[] files = {
            "application.yml", "resilience4j.retry.instances.a: { max-attempts: 4, wait-duration: 1s }",
            "application-live.properties", "resilience4j.retry.instances.a.maxAttempts=6",
            "application-eu.yml", "resilience4j.retry.instances.a.wait-duration: 2s"
        };
        assertThat(importResult(List.of(), files).scenario())
                .contains("attempts: 4 ", "constant(1s)")
                .contains("application-live.properties:1: the document of the profile live (1 setting) is left out");
        assertThat(importResult(List.of("live", "eu"), files).scenario()).contains("attempts: 6 ", "constant(2s)");
    }

    @Test
    void profilesThatTheFilesActivateApply() throws Exception {
        ImportResult result = importResult("spring.profiles.active: ${PROFILE:live}\n" + VARIANTS);
        assertThat(result.scenario())
                .contains("failure_rate: 15% ")
                .contains("the document of the profile live applies, as the files activate it");
    }

    @Test
    void groupsAndNegatedProfilesFollowSpring() throws Exception {
        String text = """
                spring.profiles.group.all: [mail]
                resilience4j.retry.instances.a.max-attempts: 4
                ---
                spring.config.activate.on-profile: '!mail'
                resilience4j.retry.instances.a.max-attempts: 5
                ---
                spring.config.activate.on-profile: mail
                resilience4j.retry.instances.a.max-attempts: 6
                """;
        assertThat(importResult(text).scenario()).contains("attempts: 5 ");
        assertThat(importResult(List.of("all"), "application.yaml", text).scenario())
                .contains("attempts: 6 ");
    }

    @Test
    void severalApplicationsAreRefused() {
        assertThatThrownBy(() -> importResult(
                        List.of(),
                        "a/application.yml",
                        "spring.application.name: a\nresilience4j.retry.instances.x.max-attempts: 2",
                        "b/application.yml",
                        "spring.application.name: b\nresilience4j.retry.instances.x.max-attempts: 3"))
                .hasMessageContaining("several applications: a (a/application.yml:1), b (b/application.yml:1)");
    }

    @Test
    void placeholderWithoutAValueIsUnknown() throws Exception {
        ImportResult result = importResult("""
                resilience4j.circuitbreaker.instances.stock:
                  sliding-window-size: ${SIZE}
                  failure-rate-threshold: "${RATE:}"
                  permitted-number-of-calls-in-half-open-state: ${HALF:5}
                resilience4j.retry.instances.stock.wait-duration: ${PAUSE}
                """);
        assertThat(result.scenario())
                .contains("window: 100", "half_open: 5   # origin: application.yaml:4, the default of ${HALF}")
                .contains("unknown: ${SIZE} has no value and no default (application.yaml:2)")
                .doesNotContain("window: 100   # Resilience4j's default")
                .contains("constant(500ms)");
        assertThat(reportText(result))
                .contains("application.yaml:2: sliding-window-size: unknown, as ${SIZE} has no value")
                .contains("application.yaml:5: wait-duration: unknown, as ${PAUSE} has no value");
    }

    @Test
    void placeholdersNestAndReferToProperties() throws Exception {
        ImportResult result = importResult("""
                limits: { window: "${WIDE:${NARROW:30}}", pause: 2s }
                resilience4j:
                  circuitbreaker.instances.stock: { sliding-window-size: "${limits.window}" }
                  retry.instances.stock: { wait-duration: "${limits.pause}", max-attempts: "${limits.none:7}" }
                """);
        assertThat(result.scenario())
                .contains("window: 30   # origin: application.yaml:3, the default of ${NARROW}, ${WIDE}")
                .contains("constant(2s)   # origin: application.yaml:4, by a placeholder")
                .contains("attempts: 7 ");
    }

    @Test
    void placeholderThatRefersToItselfIsUnknown() throws Exception {
        assertThat(importResult("resilience4j.retry.instances.a.max-attempts: ${b}\nb: ${b}\n")
                        .scenario())
                .contains("unknown: ${b} has no value");
    }

    @Test
    void environmentFileSetsPropertiesAndPlaceholders() throws Exception {
        ImportResult result = importResult(
                List.of(),
                "application.yml",
                "resilience4j.circuitbreaker.instances.stock.sliding-window-size: ${CB_WINDOW}",
                "live.env",
                "CB_WINDOW=44\nRESILIENCE4J_RETRY_INSTANCES_STOCK_MAXATTEMPTS=8\n");
        assertThat(result.scenario()).contains("window: 44 ", "attempts: 8   # origin: live.env:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failure-rate-threshold=35",
                "failureRateThreshold = 35",
                "failure_rate_threshold:35",
                "FAILURE_RATE_THRESHOLD 35",
                "failure-rate-\\\n   threshold=3\\\n  5"
            })
    void propertiesHaveRelaxedNamesAndContinuedLines(String line) throws Exception {
        ImportResult result =
                importResult(List.of(), "application.properties", "# first\n! second\n" + BREAKER + line + "\n");
        assertThat(result.scenario()).contains("failure_rate: 35%   # origin: application.properties:3");
    }

    @Test
    void propertiesHaveDocumentsAndListsAndMapKeysInBrackets() throws Exception {
        ImportResult result = importResult(List.of(), "application.properties", """
                resilience4j.retry.instances[price.list].max-attempts=5
                resilience4j.retry.instances[price.list].retry-exceptions[0]=java.io.IOException
                resilience4j.retry.instances[price.list].retry-exceptions[1]=java.lang.IllegalStateException
                #---
                spring.config.activate.on-profile=live
                resilience4j.retry.instances[price.list].max-attempts=9
                """);
        assertThat(result.scenario()).contains("  price-list:", "attempts: 5 ").doesNotContain("attempts: 9");
        assertThat(reportText(result)).contains("application.properties:2: the failures that are retried");
    }

    @Test
    void propertiesAndDottedYamlAreEqual() throws Exception {
        String yaml = importResult(
                        List.of(),
                        "a.yaml",
                        BREAKER + "sliding-window-size: 12\n" + BREAKER + "wait-duration-in-open-state: 3s")
                .scenario();
        String properties = importResult(
                        List.of(),
                        "a.properties",
                        BREAKER + "sliding-window-size=12\n" + BREAKER + "wait-duration-in-open-state=3s")
                .scenario();
        assertThat(properties).isEqualTo(yaml.replace("a.yaml", "a.properties"));
    }

    @Test
    void settingsOutsideOfTheReadPartsAreNotUnderstood() throws Exception {
        ImportResult result = importResult("""
                logging.level.root: info
                spring: { jackson: { default-property-inclusion: non_null }, security.user.password: s3cr3t }
                management.endpoints.web.exposure.include: health
                resilience4j.retry.instances.a.max-attempts: 4
                """);
        assertThat(result.summary().get(0)).startsWith("1 of 5 settings are parsed");
        String outside = "  - not read, outside of the parts that this import knows: application.yaml:";
        assertThat(reportText(result))
                .contains(outside + "1: logging.level.root", outside + "2: spring (2 settings)")
                .contains(outside + "3: management.endpoints.web.exposure.include");
        assertThat(reportText(result) + result.scenario()).doesNotContain("s3cr3t");
        assertThat(result.scenario()).contains("management.endpoints.web.exposure.include");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.tomcat.threads.max: 30|workers: 30 |queue: 8262",
                "server.tomcat: { max-threads: 30, accept-count: 5, maxConnections: 100 }|workers: 30 |queue: 75",
                "server.tomcat.max-connections: -1|workers: 200 |queue: unlimited",
                "server.jetty.threads: { max: 60, max-queue-capacity: 40 }|workers: 60 |queue: 40 ",
                "server.undertow.threads.worker: 48|workers: 48 |queue: unlimited",
                "server.tomcat.threads.max: 30;spring.threads.virtual.enabled: true|unlimited |virtual threads",
            })
    void threadsOfTheWebServer(String text, String first, String second) throws Exception {
        assertThat(importResult(text.replace(";", "\n")).scenario()).contains(first, second);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.datasource.hikari: { maximum-pool-size: 6 }|size: 6 |max_wait: 30s   # HikariCP's default",
                "spring.datasource: { url: jdbc:postgresql://db/x }|profile: postgres |size: 10   # HikariCP's default",
                "spring.datasource: { url: jdbc:mysql://db/x, hikari.connectionTimeout: 0 }|connections: 151|24d",
                "app.datasource.orders.hikari.maximumPoolSize: 3|  orders:|size: 3 ",
                "spring.datasource.tomcat: { max-active: 12, max-wait: 900 }|size: 12 |max_wait: 900ms",
                "spring.datasource.dbcp2: { max-total: 12, max-wait-millis: 900 }|size: 12 |max_wait: 900ms",
                "spring.r2dbc: { url: r2dbc:postgresql://db/x, pool.max-size: 7 }|size: 7 |profile: postgres",
            })
    void poolsOfDataSources(String text, String first, String second) throws Exception {
        assertThat(importResult(text).scenario())
                .contains("read: ", first, second)
                .doesNotContain("db/x");
    }

    @Test
    void poolSettingsWithoutAModelAreListed() throws Exception {
        ImportResult result = importResult("spring.datasource.hikari: { minimum-idle: 2, max-lifetime: 60000 }");
        assertThat(reportText(result))
                .contains("2 of 2 settings", "0 used", "application.yaml:1: connections that are opened");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.cloud.openfeign.client.config.default.readTimeout: 700|after: 700ms",
                "spring.cloud.openfeign.client.config.stock: { read-timeout: 2s, connect-timeout: 100 }|after: 2s",
                "feign.client.config.default: { connectTimeout: 100 }|after: 60s   # OpenFeign's default",
                "spring.http.client: { connect-timeout: 1s, read-timeout: 3s }|after: 3s",
                "spring.cloud.gateway.httpclient: { connect-timeout: 1000, response-timeout: 4s }|after: 4s",
            })
    void timeoutsOfHttpClients(String text, String expected) throws Exception {
        ImportResult result = importResult(text + "\nresilience4j.retry.instances.stock.max-attempts: 2\n");
        assertThat(result.scenario()).containsSubsequence("  stock:", "- retry:", "- timeout:", expected);
        assertThat(reportText(result)).doesNotContain("not parsed");
    }

    @Test
    void redisIsACacheOnlyIfCachesAreInIt() throws Exception {
        String redis = "spring.data.redis: { timeout: 250, lettuce.pool: { max-active: 3, max-wait: -1 } }\n";
        assertThat(importResult(redis).scenario())
                .contains("kind: database", "size: 3 ", "max_wait: 24d", "after: 250ms", "read: redis");
        assertThat(importResult(redis + "spring: { cache: { type: redis, redis.time-to-live: 10m },"
                                + " datasource.url: 'jdbc:mysql://db/x' }\n")
                        .scenario())
                .contains("kind: cache", "ttl: 600s", "source: datasource", "read: redis")
                .doesNotContain("- read: datasource");
    }

    @Test
    void listenersConsumeMessages() throws Exception {
        assertThat(importResult("""
                spring.kafka:
                  consumer: { max-poll-records: 50, properties: { max.poll.interval.ms: 60000, group.instance.id: a1 } }
                  listener.concurrency: 3
                  producer.acks: -1
                """).scenario())
                .contains("partitions: 3", "max_poll_interval: 60s", "acks: all", "prefetch: 50 ", "workers: 3 ")
                .contains("membership: static");
        assertThat(importResult("spring.rabbitmq.listener.simple: { prefetch: 10, concurrency: 4 }")
                        .scenario())
                .contains("redelivery: at-once", "prefetch: 40 ", "workers: 4 ");
    }

    @Test
    void settingsWithAnEffectThatAreNotUsedAreListed() throws Exception {
        ImportResult result = importResult("""
                server: { shutdown: graceful, tomcat.threads.max: 9 }
                spring.lifecycle.timeout-per-shutdown-phase: 20s
                spring.task.execution.pool: { core-size: 4, queue-capacity: 10 }
                dubbo.provider.threads: 30
                spring.config.import: optional:file:more.yaml
                """);
        assertThat(reportText(result))
                .contains("application.yaml:1: graceful shutdown", "application.yaml:2: the drain time")
                .contains("application.yaml:3: a thread pool of asynchronous tasks")
                .contains("application.yaml:4: settings of dubbo, which are not read")
                .contains("application.yaml:5: further files");
    }

    @Test
    void microProfileFaultToleranceIsNamed() throws Exception {
        assertThatThrownBy(() -> importResult(
                        List.of(), "microprofile-config.properties", "com.shop.Stock/price/Retry/maxRetries=3\n"))
                .hasMessageContaining("MicroProfile Fault Tolerance");
        assertThat(importResult("Retry/maxRetries: 3\nserver.tomcat.threads.max: 9")
                        .scenario())
                .contains("a policy of MicroProfile Fault Tolerance");
    }

    @Test
    void threadPoolBulkheadHasAQueue() throws Exception {
        assertThat(importResult("resilience4j.thread-pool-bulkhead.instances.mail: { max-thread-pool-size: 6,"
                                + " core-thread-pool-size: 2, queue-capacity: 10 }")
                        .scenario())
                .contains("concurrent: 2 ", "max_wait: 1h ", "queue: 14 ");
    }

    @Test
    void aspectOrderOrdersThePolicies() throws Exception {
        String text = "resilience4j: { retry: { instances: { a: { max-attempts: 2 } } }, circuitbreaker: {"
                + " instances: { a: { sliding-window-size: 9 } } } }\n";
        assertThat(importResult(text).scenario()).containsSubsequence("- retry:", "- circuit_breaker:");
        assertThat(importResult(text + "resilience4j.retry.retry-aspect-order: 2\n"
                                + "resilience4j.circuitbreaker.circuitBreakerAspectOrder: 1\n")
                        .scenario())
                .containsSubsequence("- circuit_breaker:", "- retry:");
    }

    @Test
    void refusalNamesTheProfilesThatAreLeftOut() {
        assertThatThrownBy(() -> importResult("a: 1\n---\n" + VARIANTS.substring(VARIANTS.indexOf("spring"))))
                .hasMessageContaining("the documents of the profiles live are left out: select one with --profile");
    }
}
