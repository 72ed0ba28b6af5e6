package dev.brownout.cuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;

/** Users with different access networks without queueing: each response time is a sum of constants. */
class LastMilesTest {
    private static VariantResult run(String network, String edge) {
        return TestScenarioRunner.run("""
                run: { duration: 20s, seed: 1 }
                network: %s
                components:
                  %s
                  web: { kind: server, cores: 100, service: 1ms }
                requests:
                  mobile: { rate: constant(2/s), size: 500kB, last_mile: 45ms, line: 10Mbps, path: [web] }
                  fibre: { rate: constant(2/s), size: 500kB, last_mile: 10ms, line: 100Mbps, path: [web] }
                  desk: { rate: constant(2/s), size: 500kB, path: [web] }
                """.formatted(network, edge));
    }

    /** 500 kB take 400 ms at 10 Mbps and 40 ms at 100 Mbps. The round trip within the data centre is 0.5 ms. */
    @Test
    void requestClassHasItsOwnLastMileAndBandwidth() {
        VariantResult result = run("{ rtt: 0.5ms, last_mile: 5ms }", "");
        assertThat(TestScenarioRunner.meanMillis(result, "mobile")).isCloseTo(45 + 0.5 + 1 + 400, within(0.01));
        assertThat(TestScenarioRunner.meanMillis(result, "fibre")).isCloseTo(10 + 0.5 + 1 + 40, within(0.01));
        assertThat(TestScenarioRunner.meanMillis(result, "desk")).isCloseTo(5 + 0.5 + 1, within(0.01));
    }

    /** The lowest bandwidth of the path counts. The bandwidth of the user counts even if the network takes no time. */
    @Test
    void lowestBandwidthOfThePathCounts() {
        VariantResult narrow = run("{ rtt: 0.5ms, bandwidth: 20Mbps }", "");
        assertThat(TestScenarioRunner.meanMillis(narrow, "mobile")).isCloseTo(45 + 0.5 + 1 + 400, within(0.01));
        assertThat(TestScenarioRunner.meanMillis(narrow, "fibre")).isCloseTo(10 + 0.5 + 1 + 200, within(0.01));
        assertThat(TestScenarioRunner.meanMillis(narrow, "desk")).isCloseTo(0.5 + 1 + 200, within(0.01));
        VariantResult none = run("none", "");
        assertThat(TestScenarioRunner.meanMillis(none, "mobile")).isCloseTo(45 + 1 + 400, within(0.01));
        assertThat(TestScenarioRunner.meanMillis(none, "desk")).isCloseTo(1, within(0.01));
    }

    /** The last mile is added to the round-trip time to the edge of a CDN. A lookup takes 0.2 ms. */
    @Test
    void lastMileIsAddedToTheCdnRoundTrip() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 20s, seed: 1 }
                network: { rtt: 0.5ms }
                components:
                  cdn: { kind: cdn, rtt: 8ms }
                  web: { kind: server, cores: 100, service: 1ms }
                requests:
                  mobile: { rate: constant(20/s), key: uniform(1), last_mile: 45ms, path: [cdn, web] }
                  desk: { rate: constant(20/s), key: uniform(1), path: [cdn, web] }
                predict: { mobile: mobile.p50 ~ 53ms +/- 1%, desk: desk.p50 ~ 8ms +/- 1% }
                """);
        assertThat(TestScenarioRunner.measure(result, "mobile") / 1e6).isCloseTo(53.2, within(0.1));
        assertThat(TestScenarioRunner.measure(result, "desk") / 1e6).isCloseTo(8.2, within(0.1));
    }
}
