package dev.brownout.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DNS lookups against renewal theory: mean lookup time, and failures while the name servers are unreachable. */
@Tag("law")
class DnsLookupTheoryTest {
    private static final double TTL = 60;

    /** Scenario with 200 resolvers and an outage of one TTL. */
    private static final String SITE = """
            run: { duration: 13m, warmup: 4m, seed: SEED }
            network: none
            components:
              dns: { kind: dns, lookup: LOOKUP, lookup_timeout: 4s, ttl: 60s, resolvers: 200, stale_if_error: STALE }
              web: { kind: server, nodes: 10, service: 1ms }
            load: LOAD
            requests:
              page: { timeout: 5s, path: [dns, web] }
            faults:
              - at 10m: power-off dns for 60s as outage
            predict:
              mean: dns.lookup_time.mean ~ 1ms +/- 100% before outage
              misses: dns.misses ~ 1 +/- 100% before outage
              looked: dns.lookups ~ 1 +/- 100% before outage
              asked: dns.queries ~ 1 +/- 100% before outage
              hits: dns.hit_ratio ~ 50% +/- 100% before outage
              out: page.error_rate ~ 50% +/- 100% during outage
              failed: dns.failed_lookups ~ 1 +/- 100%
              old: dns.expired_answers ~ 1 +/- 100%
            """;

    private static String site(int seed, double perSecond, String lookup, String stale) {
        return SITE.replace("SEED", Integer.toString(seed + 1))
                .replace("LOAD", Math.round(perSecond * 200) + "/s")
                .replace("LOOKUP", lookup)
                .replace("STALE", stale);
    }

    private static VariantResult run(int seed, double perSecond, String lookup, String stale) {
        return TestScenarioRunner.run(site(seed, perSecond, lookup, stale));
    }

    private static double mean(double perSecond, double lookup, double square) {
        return (lookup + perSecond * square / 2) / (1 + perSecond * (lookup + TTL));
    }

    /**
     * Returns the failing share during an outage of one TTL: a resolver has no record, or one with a uniform remaining
     * lifetime.
     */
    private static double failing(double perSecond) {
        return (TTL / 2 + 1 / perSecond) / (TTL + 1 / perSecond);
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource({"0.5, 40ms, 0.04, 0.0016", "0.5, exp(200ms), 0.2, 0.08", "5, 40ms, 0.04, 0.0016"})
    void lookupTimeFollowsRenewalTheory(double perSecond, String distribution, double lookup, double square) {
        double known = mean(perSecond, lookup, square);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, perSecond, distribution, "0s"), "mean") / 1e9,
                known,
                0.02);
        SeedAssertions.agree(
                seed -> {
                    VariantResult run = run(seed, perSecond, distribution, "0s");
                    return TestScenarioRunner.measure(run, "misses") / TestScenarioRunner.measure(run, "looked");
                },
                (1 + perSecond * lookup) / (1 + perSecond * (lookup + TTL)),
                0.02);
        double requested = 360 * 200 * perSecond / (1 + perSecond * (lookup + TTL));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, perSecond, distribution, "0s"), "asked"), requested, 0.02);
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource({"0.5", "5"})
    void outageOfOneTtlFailsHalfOfAllRequests(double perSecond) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, perSecond, "40ms", "0s"), "out"),
                failing(perSecond),
                0.02);
    }

    @Test
    void staleRecordsPreventFailures() {
        for (int seed = 0; seed < SeedAssertions.SEEDS; seed++) {
            VariantResult run = run(seed, 0.5, "40ms", "1d");
            assertThat(run.requests().get("page").failed()).isZero();
            assertThat(TestScenarioRunner.measure(run, "failed")).isZero();
            assertThat(TestScenarioRunner.measure(run, "old")).isPositive();
        }
    }

    /**
     * Serve-stale: a lookup waits for 1.8 s before it returns a stale record. Further lookups return the stale record
     * without delay for 30 s.
     */
    @Test
    @Tag("change")
    void staleRecordsAreServedAfterTheResponseTimer() {
        String text = """
                run: { duration: 16m, warmup: 4m, seed: SEED }
                network: none
                components:
                  dns: { kind: dns, lookup: 40ms, ttl: 60s, resolvers: 200, stale_if_error: 1d }
                  web: { kind: server, nodes: 10, service: 1ms }
                load: 100/s
                requests:
                  page: { timeout: 5s, path: [dns, web] }
                faults:
                  - at 5m: power-off dns for 10m as outage
                predict:
                  mean: dns.lookup_time.mean ~ 1ms +/- 100% from 7m to 15m
                """;
        double known = (1.8 + 0.5 * 1.8 * 1.8 / 2) / (1 + 0.5 * (1.8 + 30));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                                TestScenarioRunner.run(text.replace("SEED", Integer.toString(seed + 1))), "mean")
                        / 1e9,
                known,
                0.02);
    }

    @Test
    void auditCoversLookupsMissesAndQueries() {
        VariantResult run = run(1, 0.5, "40ms", "0s");
        assertThat(run.accounting().audit().stream().map(AuditLine::name).filter(name -> name.startsWith("dns")))
                .containsExactly(
                        "dns: lookups = hits + misses",
                        "dns: misses = answered + answered with an expired entry + failed + abandoned + waiting",
                        "dns: authoritative queries = completed + in flight");
    }
}
