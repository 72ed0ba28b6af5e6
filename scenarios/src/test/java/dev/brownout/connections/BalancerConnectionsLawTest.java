package dev.brownout.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 4,000 connections through two balancer nodes of which one fails: half of the connections are lost with it. */
@Tag("law")
class BalancerConnectionsLawTest {
    private static VariantResult chat(int seed, String balancer, String reconnect, String fault, String predict) {
        return TestScenarioRunner.run("""
                run: { duration: 100s, seed: %d }
                components:
                  lb: { kind: load-balancer, %s }
                  gateway: { kind: server, nodes: 4, cores: 20, service: 1ms, connections: 10k }
                  web: { kind: server, service: 1ms }
                requests:
                  connect: { rate: connections(4k reconnect=%s), timeout: 2s, path: [lb, gateway] }
                  say: { rate: 10/s, steps: [web, { push: gateway, times: 50 }] }
                faults: [ %s ]
                predict:
                  it: %s
                """.formatted(seed, balancer, reconnect, fault, predict));
    }

    private static double measure(int seed, String fault, String predict) {
        return TestScenarioRunner.measure(chat(seed, "nodes: 2", "uniform(0s 10s)", fault, predict), "it");
    }

    /** 2,000 clients reconnect evenly within 10 s through the other node, which has taken over the address. */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"gateway.connections, 3000, 20s, 30s", "gateway.push_miss_share, 0.25, 20s, 30s"})
    void clientsReconnectThroughTheOtherBalancerNode(String metric, double truth, String from, String to) {
        String about = metric.endsWith("share") ? " ~ 25% +/- 100% from " : " ~ 3k +/- 100% from ";
        String redundancy = "nodes: 2, twin: active-active(takeover=1ms)";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        chat(
                                seed,
                                redundancy,
                                "uniform(0s 10s)",
                                "at 20s: crash lb/1 for 60s",
                                metric + about + from + " to " + to),
                        "it"),
                truth,
                truth * 0.002,
                0.05);
    }

    @Test
    void failedBalancerLosesTheConnectionsThroughIt() {
        String lost = "gateway.connections_lost ~ 4k +/- 100%";
        VariantResult alone = chat(1, "health: { every: 1s }", "uniform(0s 10s)", "at 20s: crash lb for 10s", lost);
        assertThat(TestScenarioRunner.measure(alone, "it")).isEqualTo(4000);
        assertThat(measure(1, "at 20s: crash lb/1 for 10s", lost)).isEqualTo(2000);
        assertThat(measure(1, "at 20s: crash web for 10s", lost)).isZero();
        String pair = "nodes: 2, twin: active-passive";
        String waiting = "at 20s: crash lb/2 for 10s";
        assertThat(TestScenarioRunner.measure(
                        chat(1, pair, "uniform(0s 10s)", "at 20s: crash lb/1 for 10s", lost), "it"))
                .isEqualTo(4000);
        assertThat(TestScenarioRunner.measure(chat(1, pair, "uniform(0s 10s)", waiting, lost), "it"))
                .isZero();
    }

    /**
     * Silence is detected after 20 to 45 s, half of it at 52.5 s: 1,000 of 2,000 connections. A power-off closes all
     * 2,000.
     */
    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"power-off", "blackhole", "hang", "pause"})
    void silentBalancerIsDetectedAfterTwentySeconds(String verb) {
        String fault = "at 20s: " + verb + " lb/1 for 60s";
        String opened = "gateway.connections_opened ~ 500 +/- 100% from 20s to ";
        assertThat(measure(1, fault, opened + "40s")).isZero();
        SeedAssertions.agree(
                seed -> measure(seed, fault, "gateway.connections_lost ~ 1k +/- 100% from 20s to 52500ms"),
                verb.equals("power-off") ? 2000 : 1000,
                0.05);
        if (!verb.equals("power-off")) {
            assertThat(measure(1, "at 20s: " + verb + " lb/1 for 19s", "gateway.connections_lost ~ 1 +/- 100%"))
                    .isZero();
        }
    }

    /** 500 deliveries per second before the fault; the number of reconnecting users after it is unknown. */
    @Test
    void estimateIsWithheldAfterAFault() {
        VariantResult result =
                chat(1, "nodes: 2", "uniform(0s 10s)", "at 20s: crash lb/1 for 60s", "say.offered ~ 1k +/- 100%");
        List<Station> gateway = result.analysis().stations().stream()
                .filter(station -> station.station().equals("gateway"))
                .toList();
        assertThat(gateway.get(0).offeredPerSecond()).isCloseTo(500, within(1.0));
        assertThat(gateway.subList(1, gateway.size()))
                .isNotEmpty()
                .allMatch(station -> station.formula().toString().equals("no estimate: users reconnect after a fault"));
    }
}
