package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import dev.brownout.spi.ScenarioException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Waiting times against M/M/c: the share that waits is Erlang's C, and the wait of those is exponential with the mean
 * 1/(c m - l) (Kleinrock 1975, 3.5).
 */
@Tag("law")
class QueueWaitLawTest {
    private static final double LOAD = 6;
    private static final int CORES = 7;

    private static String scenario(String component, String path, int seed) {
        return """
                run: { duration: 6000s, warmup: 100s, seed: SEED }
                network: none
                load: 30/s
                components:
                  s: { COMPONENT }
                requests:
                  job: { steps: [ PATH ], timeout: none }
                predict:
                  mean: s.queue_wait.mean ~ 123ms +/- 90%
                  p95: s.queue_wait.p95 ~ 123ms +/- 90%
                  waits: s.queue_wait.over_0s ~ 50% +/- 90%
                  longer: s.queue_wait.over_150ms ~ 50% +/- 90%
                  level: s.queue ~ 3 +/- 90%
                """.replace("COMPONENT", component).replace("PATH", path).replace("SEED", Integer.toString(seed));
    }

    private static double busy() {
        return ErlangFormulas.waitProbability(LOAD, CORES);
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource(delimiter = '|', textBlock = """
            kind: server, cores: 7, service: exp(200ms), queue: unlimited              | s
            kind: server, cores: 1k, workers: 7, service: exp(200ms), queue: unlimited | s
            kind: database, cores: 7, read: exp(200ms), queue: unlimited               | { read: s }
            """)
    void waitsAreThoseOfErlang(String component, String path) {
        double spare = CORES / 0.2 - 30;
        check("mean", component, path, busy() / spare * 1e9, 0.03);
        check("waits", component, path, busy(), 0.015);
        check("longer", component, path, busy() * Math.exp(-spare * 0.15), 0.03);
        check("p95", component, path, Math.log(busy() / 0.05) / spare * 1e9, 0.03);
        check("level", component, path, 30 * busy() / spare, 0.03);
    }

    /** The wait of a message ends with its delivery, which is the start of its processing at a free core. */
    @ParameterizedTest
    @CsvSource({"cores: 7", "'nodes: 7, cores: 1'"})
    void firstDeliveriesOfMessagesWaitLikeErlang(String cores) {
        String text = scenario("kind: queue, send: 0ms", "{ publish: s }", 0)
                .replaceAll("  level: .*\n", "")
                .replace(
                        "requests:",
                        "  w: { kind: server, " + cores + ", service: exp(200ms), consumes: s }\nrequests:");
        double spare = CORES / 0.2 - 30;
        double precision = 0.03;
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(text.replace("seed: 0", "seed: " + seed)), "mean"),
                busy() / spare * 1e9,
                precision * busy() / spare * 1e7,
                precision);
    }

    private static void check(String prediction, String component, String path, double truth, double precision) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(scenario(component, path, seed)), prediction),
                truth,
                precision * truth / 100,
                precision);
    }

    /** The order of service changes the distribution of the wait, but not its mean. */
    @Test
    @Tag("change")
    void meanDoesNotDependOnTheOrder() {
        String lifo = "kind: server, cores: 7, service: exp(200ms), queue: unlimited, scheduling: lifo";
        check("mean", lifo, "s", busy() / (CORES / 0.2 - 30) * 1e9, 0.03);
        check("waits", lifo, "s", busy(), 0.015);
    }

    /** The queue of a ticket server is M/M/1: the share of waiting calls is the utilization, their wait exponential. */
    @Test
    @Tag("change")
    void waitsForTheRowOfATicketServerAreExponential() {
        String text = """
                run: { duration: 600s, warmup: 60s, seed: SEED }
                network: none
                load: 70/s
                components:
                  web: { kind: server, cores: 1k, service: 0ms }
                  s: { kind: id-generator, scheme: ticket-server, commit: exp(10ms), queue: 1M }
                requests:
                  job: { steps: [ web, { call: s } ], timeout: none }
                predict:
                  mean: s.queue_wait.mean ~ 23ms +/- 90%
                  waits: s.queue_wait.over_0s ~ 70% +/- 90%
                  longer: s.queue_wait.over_50ms ~ 16% +/- 90%
                """;
        agrees(text, "mean", 0.7 / 30 * 1e9, 0.03);
        agrees(text, "waits", 0.7, 0.01);
        agrees(text, "longer", 0.7 * Math.exp(-30 * 0.05), 0.03);
    }

    /**
     * Transfers of equal size on a shared link are M/D/1-PS: the mean delay is that of any distribution of sizes. A
     * transfer has no delay if the link is idle when it starts and no other one starts before its end.
     */
    @Test
    @Tag("change")
    void delaysOnAnUplinkAreThoseOfProcessorSharing() {
        String text = """
                run: { duration: 600s, warmup: 60s, seed: SEED }
                network: none
                load: 70/s
                components:
                  s: { kind: uplink, bandwidth: 8Mbps }
                  web: { kind: server, cores: 1k, service: 0ms }
                requests:
                  job: { path: [ s, web ], size: 10kB, timeout: none }
                predict:
                  mean: s.queue_wait.mean ~ 23ms +/- 90%
                  waits: s.queue_wait.over_0s ~ 85% +/- 90%
                  level: s.queue ~ 1.6 +/- 90%
                """;
        agrees(text, "mean", 0.01 * 0.7 / 0.3 * 1e9, 0.03);
        agrees(text, "waits", 1 - 0.3 * Math.exp(-0.7), 0.01);
        agrees(text, "level", 0.7 * 0.7 / 0.3, 0.03);
    }

    /**
     * Transfers that never share the link have no delay, although they end at whole nanoseconds. Earlier transfers have
     * shared it, so that the work done is not a whole number of nanoseconds.
     */
    @Test
    void transfersOnAnIdleLinkHaveNoDelay() {
        String text = """
                run: { duration: 100s, warmup: 10s }
                network: none
                load: constant(40/s)
                components:
                  s: { kind: uplink, bandwidth: 7Mbps }
                  web: { kind: server, service: 0ms }
                requests:
                  job: { path: [ s, web ], size: 10kB }
                faults:
                  - at 1s: slow s x3 for 2s
                predict:
                  waits: s.queue_wait.over_0s ~ 1% +/- 90%
                """;
        assertThat(TestScenarioRunner.measure(TestScenarioRunner.run(text), "waits"))
                .isZero();
    }

    private static void agrees(String text, String prediction, double truth, double precision) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(text.replace("SEED", Integer.toString(seed))), prediction),
                truth,
                precision);
    }

    @Test
    @Tag("change")
    void onlyScenariosThatNameItHaveIt() {
        String text = scenario("kind: server, cores: 7, service: exp(200ms), queue: unlimited", "s", 1);
        VariantResult with = TestScenarioRunner.run(text);
        VariantResult without = TestScenarioRunner.run(text.substring(0, text.indexOf("predict:")));
        assertThat(with.components().get("s").measures()).containsKey("queue_wait");
        assertThat(without.components().get("s").measures()).doesNotContainKey("queue_wait");
        assertThat(without.requests().get("job").successes().mean())
                .isEqualTo(with.requests().get("job").successes().mean());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: server, cores: 1, service: 100ms, queue: unlimited           | s
            kind: id-generator, scheme: ticket-server, commit: 100ms, queue: 1M | web, { call: s }
            kind: uplink, bandwidth: 1Mbps                                     | s, web
            """)
    void waitsOfAnOverloadedResourceAreARange(String component, String path) {
        String text = """
                run: { duration: 100s, warmup: 0s }
                network: none
                load: constant(20/s)
                components:
                  s: { COMPONENT }
                  web: { kind: server, cores: 1k, service: 0ms }
                requests:
                  job: { steps: [ PATH ], size: 12500B, timeout: none }
                sla:
                  short: s.queue_wait.max <= 90s
                """.replace("COMPONENT", component).replace("PATH", path);
        assertThat(TestScenarioRunner.run(text)
                        .evaluation()
                        .sla()
                        .get("short")
                        .verdict()
                        .toString())
                .isEqualToIgnoringCase("UNDECIDED");
    }

    @Test
    void processorSharingHasNoWait() {
        String text = """
                run: 10s
                load: 20/s
                components:
                  s: { kind: server, service: 10ms, scheduling: ps }
                requests:
                  job: { path: [s] }
                sla:
                  short: s.queue_wait.p99 <= 50s
                """;
        assertThat(Run.check(TestScenarioRunner.load(text).scenario()).constantMetrics())
                .containsKey("sla.short");
        assertThatThrownBy(() -> Run.check(
                        TestScenarioRunner.load(text.replace("p99", "over_ten")).scenario()))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("no statistic 'over_ten'");
        assertThat(busy()).isCloseTo(0.6138, within(1e-4));
    }
}
