package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Share of the calls that are later than a percentile p of the response times: 1 - p if these are continuous, and the
 * probability above the p-quantile with ties, which is at most 1 - p.
 */
@Tag("law")
class HedgeShareLawTest {
    /** Error of the share above the order statistic of 1,000 responses, with that of the first few hundred. */
    private static final double KNOWN = 0.002;

    private static double hedged(int seed, int rate, String service, String percentile, String hedge) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 20s, warmup: 12s, seed: %d }
                network: none
                components:
                  web: { kind: server, cores: 1000, service: 0ms }
                  s: { kind: server, nodes: 3, cores: 1000, service: "%s" }
                requests:
                  read: { timeout: 5s, steps: [web, { call: s, hedge: { percentile: %s%s } }] }
                load: constant(%d/s)
                """.formatted(seed, service, percentile, hedge, rate));
        return TestScenarioRunner.measure(result, "web", "hedged")
                / result.requests().get("read").offered();
    }

    @ParameterizedTest
    @ChosenRows({1, 4})
    @CsvSource({
        "10ms, 50%, 0",
        "10ms, 99%, 0",
        "mix(90% 10ms 10% 100ms), 50%, 0.1",
        "mix(90% 10ms 10% 100ms), 80%, 0.1",
        "mix(90% 10ms 10% 100ms), 95%, 0",
        "mix(90% 10ms 10% 100ms), 99%, 0",
        "mix(50% 10ms 30% 20ms 20% 30ms), 40%, 0.5",
        "mix(50% 10ms 30% 20ms 20% 30ms), 70%, 0.2",
        "mix(50% 10ms 30% 20ms 20% 30ms), 90%, 0"
    })
    void tiesAreNotLate(String service, String percentile, double share) {
        assertThat(hedged(1, 1000, service, percentile, "")).isCloseTo(share, within(share == 0 ? 0 : 0.012));
        assertThat(hedged(1, 1000, service, percentile, ", attempts: 3, cancel: false"))
                .isLessThanOrEqualTo(share == 0 ? 0 : 2 * share);
    }

    /** Hedges that win hide late responses of first attempts. The percentile counts them with their hedge. */
    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({
        "exp(10ms), 50%, 0.5, 0.02",
        "exp(10ms), 80%, 0.2, 0.03",
        "exp(10ms), 95%, 0.05, 0.06",
        "lognormal(p50=10ms p99=100ms), 90%, 0.1, 0.05",
        "uniform(5ms 15ms), 80%, 0.2, 0.03"
    })
    void theRestOfContinuousTimesIsLate(String service, String percentile, double share, double precision) {
        SeedAssertions.agree(seed -> hedged(seed, 400, service, percentile, ""), share, KNOWN, precision);
    }

    /** Speculative retries of a store have the same threshold: none of equal reads is late. */
    @ParameterizedTest
    @CsvSource({"50%", "90%", "99%"})
    void equalReadsAreNotSpeculative(String percentile) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 20s, warmup: 5s }
                network: { rtt: 1ms }
                components:
                  web: { kind: server, cores: 1000, service: 0ms }
                  kv:
                    kind: store
                    nodes: 5
                    copies: 3
                    cores: 1000
                    read: 2ms
                    contact: quorum
                    quorum: { read: 2 }
                    speculative_retry: { percentile: %s }
                requests:
                  look: { key: uniform(1k), timeout: 5s, steps: [web, read: kv] }
                load: constant(200/s)
                """.formatted(percentile));
        assertThat(result.requests().get("look").good()).isPositive();
        assertThat(TestScenarioRunner.measure(result, "kv", "speculative_reads"))
                .isLessThanOrEqualTo((1 - Double.parseDouble(percentile.replace("%", "")) / 100)
                        * result.requests().get("look").good());
    }
}
