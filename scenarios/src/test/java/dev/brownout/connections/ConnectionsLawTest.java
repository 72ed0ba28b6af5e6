package dev.brownout.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Four nodes with 10,000 connections each, of which one fails, and messages to rooms of fifty users. */
@Tag("law")
class ConnectionsLawTest {
    private static String chat(int seed, String load, String gateway, String faults, String predict) {
        return """
                run: { duration: 2m, seed: %d }
                components:
                  lb: { kind: load-balancer, health: { every: 1s, fall: 1 } }
                  gateway: { kind: server, nodes: 4, cores: 20, service: 1ms, %s }
                  web: { kind: server, service: 1ms }
                requests:
                  connect: { rate: connections(%s), timeout: 2s, path: [lb, gateway] }
                  say: { rate: 10/s, steps: [web, { push: gateway, times: 50 }] }
                faults: [ %s ]
                predict:
                  it: %s
                """.formatted(seed, gateway, load, faults, predict);
    }

    /** Returns one metric of a run in which a quarter of the clients reconnects evenly within 30 s. */
    private static double comingBack(int seed, String name) {
        String predict = """
                connect.offered ~ 5k +/- 100% from 1m to 1m30s
                  first half: connect.offered ~ 5k +/- 100% from 1m to 1m15s
                  second half: connect.offered ~ 5k +/- 100% from 1m15s to 1m30s
                  missed: gateway.push_miss_share ~ 10% +/- 100% from 1m to 1m30s""";
        String crash = "at 1m: crash gateway/2 for 50s";
        return TestScenarioRunner.measure(
                TestScenarioRunner.run(chat(seed, "40k reconnect=uniform(0s 30s)", "connections: 20k", crash, predict)),
                name);
    }

    private static double measure(int seed, String load, String faults, String predict) {
        return TestScenarioRunner.measure(
                TestScenarioRunner.run(chat(seed, load, "connections: 20k", faults, predict)), "it");
    }

    /** 10 messages per second to rooms of 50 users are 500 deliveries per second, a quarter of them on each node. */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"gateway.pushes_delivered.rate, 500", "gateway/3.pushes_delivered.rate, 125"})
    void pushIsDeliveredToEachMemberOfARoom(String metric, double rate) {
        String load = "40k reconnect=uniform(0s 30s)";
        SeedAssertions.agree(seed -> measure(seed, load, "", metric + " ~ 500/s +/- 100%"), rate, 0.02);
    }

    /**
     * 10,000 clients with independent delays of up to 30 s: 333 attempts per second, 10,000 in total, plus a few second
     * attempts.
     */
    @ParameterizedTest
    @CsvSource({"first half, 5000", "second half, 5000", "it, 10000"})
    void randomReconnectDelaysSpreadTheLoad(String when, double attempts) {
        double met = 10_000 / 30.0 / 4;
        SeedAssertions.agree(seed -> comingBack(seed, when), attempts, met, 0.02);
    }

    @Test
    void immediateReconnectsArriveTogether() {
        String crash = "at 1m: crash gateway/2 for 50s";
        VariantResult result = TestScenarioRunner.run(chat(
                3, "40k reconnect=10ms", "connections: 20k", crash, "connect.offered ~ 10k +/- 100% from 1m to 1m1s"));
        assertThat(TestScenarioRunner.measure(result, "it")).isGreaterThanOrEqualTo(10_000);
        assertThat(TestScenarioRunner.measure(result, "gateway", "connections_lost"))
                .isEqualTo(10_000);
        assertThat(TestScenarioRunner.measure(result, "gateway", "connections_opened"))
                .isEqualTo(10_000);
    }

    /**
     * A quarter of the clients is disconnected at first and reconnects evenly: an eighth of the pushes of these 30 s is
     * missed.
     */
    @Test
    void disconnectedUsersMissPushes() {
        SeedAssertions.agree(seed -> comingBack(seed, "missed"), 0.125, 0.0005, 0.03);
    }

    /**
     * Little's law: 2,000 users keep a connection for 20 s on average and reconnect after 10 s on average. They have
     * 1,333 connections at a time and open 66.7 per second.
     */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"gateway.connections, 1333.3", "gateway.connections_opened.rate, 66.67"})
    void connectionChurnFollowsLittlesLaw(String metric, double truth) {
        String load = "2k reconnect=exp(10s) lasts=exp(20s)";
        String predict = metric + " ~ 100 +/- 100% from 40s to 2m";
        String text = metric.endsWith("rate") ? predict.replace("100 ", "100/s ") : predict;
        SeedAssertions.agree(seed -> measure(seed, load, "", text), truth, truth * 0.0005, 0.01);
    }

    /**
     * Three nodes with 1,000 connections each for 4,000 users: 1,000 users have none and retry. The number of renewals
     * with interarrival times of uniform(0s 10s) is e - 1 in the first 10 s and tends to t/5 s - 1/3: 5.948 in the next
     * 30 s.
     */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"it, 3000", "refused, 5948", "asked, 5948"})
    void refusedClientsRetryAfterTheReconnectDelay(String name, double truth) {
        String load = "4k reconnect=uniform(0s 10s)";
        String crash = "at 40s: crash gateway/2 for 40s";
        String predict = """
                gateway.connections ~ 3k +/- 100% from 50s to 1m20s
                  refused: gateway.connections_refused ~ 3k +/- 100% from 50s to 1m20s
                  asked: connect.offered ~ 3k +/- 100% from 50s to 1m20s""";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(chat(seed, load, "connections: 1k", crash, predict)), name),
                truth,
                truth * 0.001,
                0.01);
    }

    /** Silence is detected after 20 to 45 s; silence of less than 20 s is not detected. */
    @ParameterizedTest
    @Tag("change")
    @ValueSource(strings = {"power-off", "blackhole", "hang", "pause"})
    void silentServerIsDetectedAfterTwentySeconds(String verb) {
        String load = "2k reconnect=10ms";
        String fault = "at 20s: " + verb + " gateway/2 for 60s";
        assertThat(measure(1, load, fault, "gateway.connections_opened ~ 1 +/- 100% from 20s to 40s"))
                .isZero();
        String opened = "gateway.connections_opened ~ 250 +/- 100% from 20s to 52500ms";
        SeedAssertions.agree(seed -> measure(seed, load, fault, opened), 250, 0.05);
        assertThat(measure(1, load, fault, "gateway.connections_opened ~ 500 +/- 1% from 20s to 1m20s"))
                .isEqualTo(500);
        if (!verb.equals("power-off")) {
            String shortly = "at 20s: " + verb + " gateway/2 for 19s";
            assertThat(measure(1, load, shortly, "gateway.connections_lost ~ 1 +/- 100%"))
                    .isZero();
        }
    }

    /** A draining node keeps its connections until its grace period ends. */
    @Test
    @Tag("change")
    void drainingNodeClosesConnectionsAfterItsGracePeriod() {
        String drain = "at 20s: drain gateway/2 grace=15s for 1m";
        assertThat(measure(1, "4k reconnect=10ms", drain, "gateway/2.connections ~ 1k +/- 1% from 20s to 35s"))
                .isEqualTo(1000);
        assertThat(measure(1, "4k reconnect=10ms", drain, "gateway/2.connections ~ 1 +/- 100% from 35s to 1m20s"))
                .isZero();
        assertThat(measure(1, "4k reconnect=10ms", drain, "gateway.connections_lost ~ 1k +/- 1%"))
                .isEqualTo(1000);
    }

    @Test
    @Tag("change")
    void analyticalLoadIncludesPushes() {
        String text = chat(1, "40k reconnect=uniform(0s 30s)", "connections: 20k", "", "say.offered ~ 1k +/- 50%");
        assertThat(TestScenarioRunner.run(text).analysis().stations())
                .filteredOn(station -> station.station().equals("gateway"))
                .singleElement()
                .satisfies(station -> assertThat(station.offeredPerSecond()).isCloseTo(500, within(1e-6)));
    }
}
