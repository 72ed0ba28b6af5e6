package dev.brownout.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Name servers of which some do not respond. */
@Tag("law")
class NameServersLawTest {
    private static String site(int seed, String dns, String faults) {
        return """
                run: { duration: 400s, warmup: 0s, seed: %d }
                network: none
                components:
                  dns: { kind: dns, health: none, lookup: 40ms, %s }
                  web: { kind: server, cores: 100, service: 1ms }
                requests:
                  page: { rate: 20/s, timeout: 10s, path: [dns, web] }
                faults: [%s]
                """.formatted(seed, dns, faults);
    }

    private static String silent(int servers) {
        return IntStream.rangeClosed(1, servers)
                .mapToObj(server -> "at 1ms: power-off dns/" + server)
                .collect(Collectors.joining(", "));
    }

    private static double measure(VariantResult result, String metric) {
        return TestScenarioRunner.measure(result, "dns", metric);
    }

    private static VariantResult[] runs(String dns, String faults) {
        VariantResult[] results = new VariantResult[SeedAssertions.SEEDS];
        Arrays.setAll(results, seed -> TestScenarioRunner.run(site(seed + 1, dns, faults)));
        return results;
    }

    /** Random order without a memory: k/(n - k + 1) of k silent servers are asked before the first other one. */
    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({"2, 1", "3, 1", "3, 2", "4, 2"})
    void retriesFollowTheRandomOrder(int servers, int down) {
        String dns = "ttl: 1s, resolvers: 10, lookup_timeout: 4s, "
                + "name_servers: { count: %d, retry_after: 100ms, avoid_for: 0s }".formatted(servers);
        VariantResult[] results = runs(dns, silent(down));
        SeedAssertions.agree(
                seed -> measure(results[seed], "name_server_retries")
                        / (measure(results[seed], "queries") - measure(results[seed], "name_server_retries")),
                down / (double) (servers - down + 1),
                0.03);
        assertThat(measure(results[0], "failed_lookups")).isZero();
    }

    /**
     * With one of two servers silent a query takes S = 40 or 840 ms. The mean lookup time is (E[S] + l E[S^2]/2)/(1 + l
     * (E[S] + TTL)) for l = 1 lookup per second and resolver.
     */
    @Test
    void silentServerDelaysLookups() {
        VariantResult[] results = runs("ttl: 10s, resolvers: 20, name_servers: { avoid_for: 0s }", silent(1));
        double mean = 0.44;
        double square = (0.04 * 0.04 + 0.84 * 0.84) / 2;
        double expected = (mean + square / 2) / (1 + mean + 10) * 1e9;
        SeedAssertions.agree(seed -> measure(results[seed], "lookup_time"), expected, 0.03);
        for (VariantResult result : results) {
            assertThat(measure(result, "failed_lookups")).isZero();
            assertThat(result.requests().get("page").failed()).isZero();
        }
    }

    /** Each of the 20 resolvers waits for the silent server once and then avoids it; a refusal costs no time. */
    @Test
    void resolversAvoidASilentServer() {
        VariantResult silent = TestScenarioRunner.run(site(1, "ttl: 1s, resolvers: 20, name_servers: {}", silent(1)));
        assertThat(measure(silent, "name_server_retries")).isEqualTo(20);
        VariantResult refused = TestScenarioRunner.run(
                site(1, "ttl: 1s, resolvers: 20, name_servers: { avoid_for: 0s }", "at 1ms: crash dns/2"));
        assertThat(measure(refused, "name_server_retries")).isGreaterThan(1000);
        assertThat(refused.components().get("dns").measures().get("lookup_time").value())
                .isLessThan(100e6);
        assertThat(measure(refused, "failed_lookups")).isZero();
    }

    /**
     * All servers are silent: lookups fail after the timeout, as with a single server. A server that returns answers.
     */
    @Test
    void lookupsFailWithoutAnyServer() {
        String two = "ttl: 1s, resolvers: 20, name_servers: {}";
        VariantResult spare = TestScenarioRunner.run(site(1, two, "at 100s: power-off dns for 100s"));
        VariantResult single =
                TestScenarioRunner.run(site(1, "ttl: 1s, resolvers: 20", "at 100s: power-off dns for 100s"));
        assertThat(measure(spare, "failed_lookups"))
                .isCloseTo(measure(single, "failed_lookups"), within(0.02 * measure(single, "failed_lookups")));
        VariantResult one = TestScenarioRunner.run(
                site(1, two, "at 100s: power-off dns/1 for 100s, at 150s: power-off dns/2 for 1s"));
        assertThat(measure(one, "failed_lookups")).isLessThan(3 * 20.0);
    }

    @Test
    void rejectsARetryAfterTheTimeout() {
        assertThatThrownBy(() ->
                        TestScenarioRunner.load(site(1, "name_servers: { retry_after: 2s }", "at 1s: power-off dns/1")))
                .hasMessageContaining("lookup_timeout");
    }
}
