package dev.brownout.importing.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportResult;
import dev.brownout.importing.check.ImportCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes of Spring Cloud Gateway as requests, with the policies of their filters. */
class GatewayRoutesTest {
    private static final String ROUTES = """
            spring:
              application: { name: edge }
              cloud:
                gateway:
                  httpclient: { connect-timeout: 1000, response-timeout: 5s }
                  routes:
                    - id: stock
                      uri: lb://stock-service
                      predicates: ["Path=/api/stock/**", Method=GET]
                      filters:
                        - StripPrefix=1
                        - name: Retry
                          args: { retries: 2, statuses: BAD_GATEWAY,
                                  backoff: { firstBackoff: 50ms, maxBackoff: 500ms, factor: 2 } }
                        - name: CircuitBreaker
                          args: { name: slow, fallbackUri: "forward:/none" }
                    - id: price-old
                      uri: http://price-old.example.com:8080
                      predicates: ["Path=/price/**", "Weight=price, 8"]
                      metadata: { response-timeout: 200, connect-timeout: 100 }
                    - id: price-new
                      uri: http://price-new:8080/v2
                      predicates: ["Path=/price/**", "Weight=price, 2"]
                      filters:
                        - name: RequestRateLimiter
                          args: { redis-rate-limiter.replenishRate: 10, redis-rate-limiter.burstCapacity: 20 }
                        - CacheRequestBody=java.lang.String
            resilience4j.circuitbreaker.instances.slow: { failureRateThreshold: 30, waitDurationInOpenState: 7s }
            """;

    private static String plainText(ImportResult result) {
        return result.scenario().replaceAll("\\s+(# )?", " ");
    }

    @Test
    void routesBecomeRequests() throws Exception {
        ImportResult result = ImportCheck.checked(SpringConfigurationTest.importResult(ROUTES));
        assertThat(plainText(result))
                .contains("stock: Path=/api/stock/** Method=GET key: zipf(1.0 10k) unknown: A GUESS share: 50%")
                .contains("share: 40% origin: application.yaml:17, weight 8 of group price")
                .contains("share: 10% origin: application.yaml:21, weight 2 of group price")
                .contains("call: price-old", "call: price-new")
                .doesNotContain("remote-service", "CHECK FAILED");
    }

    @Test
    void filtersBecomePolicies() throws Exception {
        String scenario = plainText(SpringConfigurationTest.importResult(ROUTES));
        assertThat(scenario)
                .contains("attempts: 3 origin: application.yaml:", "exponential(50ms 500ms)")
                .contains("failure_rate: 30% ", "open: 7s ", "after: 1s default of the time limiter")
                .contains("after: 200ms origin: application.yaml:20")
                .contains("rate: 10/s origin: application.yaml:", "burst: 20 ", "per: key ")
                .contains("fallback: {}")
                .contains("filter CacheRequestBody of route price-new, which is not read")
                .contains("statuses of the retries of route stock")
                .doesNotContain("StripPrefix");
        assertThat(scenario.indexOf("retry:")).isLessThan(scenario.indexOf("circuit_breaker:"));
    }

    @Test
    void timeoutOfARouteIsInsideOfItsCircuitBreaker() throws Exception {
        String text = "spring.cloud.gateway.routes: [{ id: a, uri: 'lb://one', filters: ['CircuitBreaker=b'], "
                + "metadata: { response-timeout: 300 } }, "
                + "{ id: c, uri: 'lb://one', metadata: { response-timeout: 700 } }]";
        String scenario = plainText(SpringConfigurationTest.importResult(text));
        assertThat(scenario).contains("after: 1s ", "after: 300ms ", "the response timeout of route c; here that of");
        assertThat(scenario).doesNotContain("after: 700ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.server.webflux", "gateway.server.webmvc", "gateway.mvc"})
    void newerPrefixesAreRead(String prefix) throws Exception {
        ImportResult result = SpringConfigurationTest.importResult("spring.cloud." + prefix + ".routes:\n"
                + "  - { id: a, uri: 'lb://one', predicates: [Path=/a], filters: [Retry=1] }\n"
                + "  - { id: b, uri: 'forward:/own', predicates: [Path=/b] }\n");
        assertThat(plainText(result)).contains("a: Path=/a share: 50%", "b: Path=/b share: 50%", "attempts: 2 ");
    }

    @Test
    void propertiesFilesHaveRoutesToo() throws Exception {
        ImportResult result = SpringConfigurationTest.importResult("""
                spring.cloud.gateway.routes[0].id: a
                spring.cloud.gateway.routes[0].uri: lb://one
                spring.cloud.gateway.routes[0].predicates[0]: Path=/a
                spring.cloud.gateway.routes[0].filters[0].name: CircuitBreaker
                spring.cloud.gateway.routes[0].filters[0].args.name: other
                """);
        assertThat(plainText(result)).contains("failure_rate: 50% Resilience4j's default", "call: one");
    }

    @Test
    void threadsOfOtherServersAndDefaultsAreListed() throws Exception {
        ImportResult both = SpringConfigurationTest.importResult(
                "server: { tomcat.threads.max: 50, undertow.threads.worker: 9, jetty.threads.max: 7 }");
        assertThat(plainText(both))
                .contains("workers: 50 ", "threads of Undertow; the settings", "threads of Jetty; the");
        assertThat(SpringConfigurationTest.reportText(both)).doesNotContain("not parsed");
        assertThat(plainText(SpringConfigurationTest.importResult(ROUTES))).contains("Tomcat has 200 by default");
    }

    @Test
    void refusalNamesWhatIsThere() {
        assertThatThrownBy(() ->
                        SpringConfigurationTest.importResult("spring.config.import: classpath:application-retry.yml"))
                .hasMessageContaining("classpath:application-retry.yml")
                .hasMessageContaining("name these files as well");
        assertThatThrownBy(() -> SpringConfigurationTest.importResult("ribbon: { ReadTimeout: 20000 }"))
                .hasMessageContaining("policies of Hystrix or Ribbon, which are not read");
    }
}
