package dev.brownout.followed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.LatencyBreakdown;
import dev.brownout.result.Trace;
import dev.brownout.result.Trace.Stretch;
import dev.brownout.result.VariantResult;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Latency breakdown of traced requests, validated against values calculated by hand and against closed forms. */
class BreakdownTest {
    private static final String[] SINGLE_QUEUE = {
        "scenario: a queue",
        "run: { duration: 2000s, warmup: 100s }",
        "network: none",
        "components:",
        "  web: { kind: server, cores: 1, service: exp(100ms) }",
        "requests:",
        "  page: { rate: 7/s, path: [web], timeout: none }"
    };

    @Test
    @Tag("law")
    void breakdownOfASingleQueueMatchesItsClosedForm() {
        FollowedScenario run = FollowedScenario.of(SINGLE_QUEUE);

        assertThat(run.parts("mean")).containsOnlyKeys("web waiting", "web work");
        assertThat(run.millis("mean", "web work")).isCloseTo(100, within(3.0));
        assertThat(run.millis("mean", "web waiting")).isCloseTo(0.7 / (10 - 7) * 1000, within(40.0));
    }

    @Test
    void partsSumToTheMeanAndToThePercentiles() {
        FollowedScenario run = FollowedScenario.of(SINGLE_QUEUE);

        for (String of : List.of("mean", "p50", "p99")) {
            LatencyBreakdown one = run.breakdown(of);
            assertThat(one.parts().stream()
                            .mapToLong(LatencyBreakdown.Part::meanNanos)
                            .sum())
                    .isEqualTo(one.meanNanos());
        }
        var latency = run.result().requests().get("page").successes();
        assertThat(run.breakdown("mean").requests()).isEqualTo(latency.count());
        assertThat(run.breakdown("mean").meanNanos()).isEqualTo((long) Math.floor(latency.mean()));
        assertThat((double) run.breakdown("p99").meanNanos()).isCloseTo(latency.p99(), within(0.02 * latency.p99()));
        assertThat(run.breakdown("p99").fromNanos()).isLessThan((long) latency.p99());
        assertThat(run.breakdown("p50").toNanos()).isGreaterThan((long) (latency.p50() / 1.001));
    }

    @Test
    void tracingDoesNotChangeTheRun() {
        VariantResult plain = FollowedScenario.run(TraceOptions.NOTHING, SINGLE_QUEUE);
        VariantResult followed = FollowedScenario.of(SINGLE_QUEUE).result();

        assertThat(plain.tracing().breakdown()).isEmpty();
        assertThat(plain.tracing().traces()).isEmpty();
        assertThat(followed.requests()).isEqualTo(plain.requests());
        assertThat(followed.run().simulatedEvents()).isEqualTo(plain.run().simulatedEvents());
        assertThat(followed.accounting().audit()).containsAll(plain.accounting().audit());
    }

    @Test
    void sequentialCallsHaveSeparateNetworkAndWorkTimes() {
        FollowedScenario run = FollowedScenario.of(
                "scenario: a row",
                "run: { duration: 10s }",
                "network: { rtt: 4ms, last_mile: 20ms }",
                "components:",
                "  web: { kind: server, service: 3ms }",
                "  db: { kind: database, read: 5ms }",
                "requests:",
                "  page: { rate: constant(10/s), steps: [web, read: db, wait: 2ms] }");

        assertThat(run.parts("mean"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "web network",
                        24_000_000L,
                        "web work",
                        5_000_000L,
                        "db network",
                        4_000_000L,
                        "db work",
                        5_000_000L));
    }

    @Test
    void retryIsSplitIntoAttemptsAndBackoff() {
        FollowedScenario run = FollowedScenario.of(
                "scenario: a retry",
                "run: { duration: 10s }",
                "network: { rtt: 2ms, last_mile: 0ms }",
                "components:",
                "  web: { kind: server, service: 1s }",
                "requests:",
                "  page: { rate: constant(1/s), path: [web], timeout: 100ms,",
                "    retry: { attempts: 3, backoff: exponential(40ms 1s) } }");

        assertThat(run.parts("failed"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("users backoff", 120_000_000L, "web others", 300_000_000L));
        Trace failed = run.trace("failed");
        assertThat(failed.latencyNanos()).isEqualTo(420_000_000L);
        assertThat(failed.calls())
                .extracting(Trace.Call::outcome)
                .containsExactly("timed_out", "timed_out", "timed_out", "timed_out");
        Trace.Call first = failed.calls().get(1);
        assertThat(first.heardAtNanos() - first.sentAtNanos()).isEqualTo(100_000_000L);
        assertThat(first.leftAtNanos() - first.sentAtNanos()).isEqualTo(1_001_000_000L);
        assertThat(first.phases())
                .extracting(Stretch::phase)
                .as("phases of a call after its timeout")
                .containsExactly("network", "others", "work");
    }

    @Test
    void onlyTheSlowestParallelBranchCounts() {
        FollowedScenario run = FollowedScenario.of(
                "scenario: branches",
                "run: { duration: 10s }",
                "network: none",
                "components:",
                "  web: { kind: server, service: 1ms }",
                "  quick: { kind: server, service: 2ms }",
                "  slow: { kind: server, service: 7ms }",
                "requests:",
                "  page: { rate: constant(10/s), steps: [web, { parallel: [call: quick, call: slow] }] }");

        assertThat(run.parts("mean"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("web work", 1_000_000L, "slow work", 7_000_000L));
        Trace trace = run.trace("slowest");
        assertThat(trace.calls()).extracting(Trace.Call::component).containsExactly("users", "web", "quick", "slow");
        assertThat(trace.calls().get(2).phases()).noneMatch(Stretch::counts);
        assertThat(trace.calls().get(3).phases()).allMatch(Stretch::counts);
    }

    @Test
    void processorSharingSeparatesWorkFromWaiting() {
        FollowedScenario run = FollowedScenario.of(
                "scenario: two at a time",
                "run: { duration: 10s }",
                "network: none",
                "components:",
                "  web: { kind: server, cores: 1, scheduling: ps, service: 10ms }",
                "requests:",
                "  page: { rate: constant(1/s), steps: [{ parallel: [call: web, call: web] }] }");

        assertThat(run.parts("mean"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("web waiting", 10_000_000L, "web work", 10_000_000L));
    }

    @Test
    void coalescedReadWaitsForTheSharedLoad() {
        FollowedScenario run = FollowedScenario.of(
                new TraceSelector(0, 0, List.of()),
                "scenario: one load for all",
                "run: { duration: 10s }",
                "network: none",
                "components:",
                "  web: { kind: server, service: 1ms }",
                "  cache: { kind: cache, source: db, read_policy: read-through, lookup: 1ms,",
                "    coalesce: true, ttl: 1ms }",
                "  db: { kind: database, read: 100ms, cores: 8 }",
                "requests:",
                "  page: { rate: constant(50/s), steps: [web, read: cache], key: uniform(1) }");

        assertThat(run.parts("mean")).containsOnlyKeys("web work", "cache work", "cache others", "db work");
        assertThat(run.millis("mean", "cache others")).isBetween(30.0, 60.0);
    }

    @Test
    void pauseCountsAsWaiting() {
        FollowedScenario run = FollowedScenario.of(
                "scenario: a pause",
                "run: { duration: 10s }",
                "network: none",
                "components:",
                "  web: { kind: server, cores: 100, service: 500ms }",
                "requests:",
                "  page: { rate: constant(1/s), path: [web], timeout: none }",
                "faults:",
                "  - at 4.2s: pause web for 3s");

        Trace slowest = run.trace("slowest");
        assertThat(slowest.latencyNanos()).isEqualTo(3_500_000_000L);
        assertThat(slowest.calls().get(1).phases())
                .extracting(Stretch::phase)
                .containsExactly("work", "waiting", "work");
        assertThat(run.parts("mean")).containsOnlyKeys("web work", "web waiting");
        assertThat(run.millis("mean", "web work")).isEqualTo(500);
    }

    @Test
    void traceIsSelectedByItsId() {
        String id = FollowedScenario.of(new TraceSelector(1, 0, List.of()), SINGLE_QUEUE)
                .trace("slowest")
                .id();
        Trace repeated = FollowedScenario.of(
                        new TraceSelector(0, 0, List.of(Long.parseUnsignedLong(id, 16))), SINGLE_QUEUE)
                .trace("asked");

        assertThat(repeated.id()).isEqualTo(id);
    }
}
