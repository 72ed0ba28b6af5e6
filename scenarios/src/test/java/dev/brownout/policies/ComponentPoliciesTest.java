package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.catalog.Catalog;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.rounds.TestRound;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies on a component: caller-side policies apply to each call to it, admission limits apply at its entrance. */
@Tag("once")
class ComponentPoliciesTest {
    /** Number of pairs of a policy and a fault in each build, and in {@code .ci/run}, of 234. */
    private static final int PAIRS = 4;

    private static final int MORE_PAIRS = 52;

    /** Caller-side policies as YAML. Backoff has no jitter, so that no random stream depends on a name. */
    private static final Map<String, String> CALLERS = new TreeMap<>(Map.of(
            "timeout", "timeout: 40ms",
            "deadline", "deadline: 60ms",
            "cancel-on-timeout", "cancel_on_timeout: true",
            "retry", "retry: { attempts: 3, backoff: constant(5ms) }",
            "hedge", "hedge: { after: 30ms }",
            "circuit-breaker", "circuit_breaker: { window: 20, minimum_calls: 10, open: 500ms, half_open: 3 }",
            "bulkhead", "bulkhead: 4",
            "client-throttling", "client_throttling: { k: 1.1, window: 2s }",
            "fallback", "fallback: { to: spare }"));

    private static final Map<String, String> LIMITS = new TreeMap<>(Map.of(
            "rate-limit", "rate_limit: { rate: 40/s, burst: 5 }",
            "concurrency-limit", "concurrency_limit: { initial: 2, min: 1, max: 4 }",
            "shedding", "shedding: { in_flight: 3 }"));

    private static final Map<String, String> FAULTS = Map.ofEntries(
            Map.entry("crash", "crash psp for 1s"),
            Map.entry("power-off", "power-off psp/1 for 2s"),
            Map.entry("blackhole", "blackhole psp for 1s"),
            Map.entry("hang", "hang psp for 1s"),
            Map.entry("pause", "pause psp/1 for 500ms"),
            Map.entry("slow", "slow psp x8 for 2s"),
            Map.entry("errors", "errors psp 90% for 3s"),
            Map.entry("partition", "partition region/east ~ region/west for 1s"),
            Map.entry("degrade", "degrade link/east~west latency=+50ms loss=2% for 2s"),
            Map.entry("flush", "flush psp"),
            Map.entry("purge", "purge cdn"),
            Map.entry("release", "release cdn"),
            Map.entry("clock-jump", "clock-jump ids/1 -50ms"),
            Map.entry("clock-drift", "clock-drift ids/1 200ppm for 2s"),
            Map.entry("replace", "replace psp/1"),
            Map.entry("restart", "restart psp for 1s"),
            Map.entry("scale", "scale psp to 1 for 2s"),
            Map.entry("drain", "drain psp/1 grace=100ms for 2s"),
            Map.entry("interrupt", "interrupt psp/1 notice=500ms startup=1s"),
            Map.entry("deploy", "deploy psp v2 by 1 every 1s startup=500ms"),
            Map.entry("rollback", "rollback psp"),
            Map.entry("reshard", "reshard stock to 3"),
            Map.entry("split", "split orders/shard-2"),
            Map.entry("traffic", "traffic x3 for 2s"),
            Map.entry("set", "set params.slower to 80% for 2s"),
            Map.entry("set-rate-limit", "set-rate-limit stock 20/s burst=1 for 2s"));

    /**
     * Runs a web tier of two nodes with users that pay and then read a price, and a fault. The payment service is too
     * small for a surge.
     */
    private static PlayedPolicy shop(String onComponent, String onSteps, String fault) throws Exception {
        return PlayedPolicy.of(
                "run: 8s",
                "regions: { east: { users: 100%, rtt: { west: 4ms } }, west: {} }",
                "params: { slower: 10% }",
                "components:",
                "  cdn: { kind: cdn, source: web }",
                "  web: { kind: server, nodes: 2, workers: 30, service: 1ms }",
                "  psp: { kind: server, nodes: 2, cores: 1, service: exp(15ms), regions: [west]" + comma(onComponent),
                "    versions: { v2: { errors: 30% } }, endpoints: { refund: { service: exp(5ms) } } }",
                "  ids: { kind: id-generator }",
                "  spare: { kind: server, service: 2ms }",
                "  stock: { kind: database, regions: [west], shards: 2, replicas: 0, read: 1ms, rate_limit: 1k/s,",
                "    move: { data: 2MB, rate: 1MB/s } }",
                "  orders: { kind: database, regions: [west], shards: 2, sharding: range, replicas: 0, read: 1ms,",
                "    move: { data: 2MB, rate: 1MB/s } }",
                "requests:",
                "  page:",
                "    rate: 50/s",
                "    timeout: 2s",
                "    key: uniform(100)",
                "    steps:",
                "      - ids",
                "      - web",
                "      - choose: [ $slower: [ wait: 5ms ], rest: [] ]",
                "      - { call: psp, " + lead(onSteps) + "when: 90% }",
                "      - { call: psp/refund, " + lead(onSteps) + "when: 30% }",
                "      - { read: stock }",
                "      - { read: orders, when: 20% }",
                "faults:",
                "  - at 3s: " + fault);
    }

    private static String comma(String text) {
        return text.isEmpty() ? "," : ", " + text + ",";
    }

    private static String lead(String text) {
        return text.isEmpty() ? "" : text + ", ";
    }

    static List<Arguments> everyCallersPolicyWithEveryVerb() {
        List<List<String>> all = new ArrayList<>();
        for (Class<?> policy : Catalog.policies()) {
            String kind = SpecFields.kind(policy).orElseThrow();
            for (Class<?> verb : CALLERS.containsKey(kind) ? Catalog.faults() : List.<Class<?>>of()) {
                all.add(List.of(kind, SpecFields.kind(verb).orElseThrow()));
            }
        }
        return TestRound.rotating(all, PAIRS, MORE_PAIRS).stream()
                .map(pair -> Arguments.of(pair.toArray()))
                .toList();
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("everyCallersPolicyWithEveryVerb")
    void componentPolicyEqualsThePolicyOnEachStep(String policy, String verb) throws Exception {
        PlayedPolicy component = shop(CALLERS.get(policy), "", FAULTS.get(verb));
        PlayedPolicy steps = shop("", CALLERS.get(policy), FAULTS.get(verb));
        assertThat(component.outcomes("page")).isEqualTo(steps.outcomes("page"));
        assertThat(component.series("page.")).isEqualTo(steps.series("page."));
        for (String measure : measuresOf(policy)) {
            assertThat(component.measure("psp", measure)).as(measure).isEqualTo(steps.measure("web", measure));
        }
    }

    @ParameterizedTest
    @ChosenRows({1, 5})
    @CsvSource({
        "timeout, hang",
        "deadline, hang",
        "retry, errors",
        "hedge, slow",
        "circuit-breaker, errors",
        "bulkhead, slow",
        "client-throttling, crash",
        "fallback, errors"
    })
    void callerPolicyChangesTheResult(String policy, String verb) throws Exception {
        PlayedPolicy without = shop("", "", FAULTS.get(verb));
        PlayedPolicy component = shop(CALLERS.get(policy), "", FAULTS.get(verb));
        assertThat(component.series("page.")).isNotEqualTo(without.series("page."));
    }

    private static List<String> measuresOf(String policy) {
        return switch (policy) {
            case "hedge" -> List.of("hedged", "hedges_won");
            case "client-throttling" -> List.of("throttled");
            case "circuit-breaker" -> List.of("breaker_opened", "breaker_refused", "breakers_open");
            case "bulkhead" -> List.of("bulkhead_rejected", "bulkhead_held");
            case "fallback" -> List.of("fallbacks");
            default -> List.of();
        };
    }

    @ParameterizedTest
    @ChosenRows({1, 6, 11})
    @MethodSource("limitsWithFewVerbs")
    void auditPassesWithRejectedCalls(String policy, String verb) throws Exception {
        PlayedPolicy run = shop(LIMITS.get(policy), "", FAULTS.get(verb));
        assertThat(run.outcome("page", policy.equals("rate-limit") ? "limited" : "rejected"))
                .isPositive();
        assertThat(run.isAudited("psp/1: visits = calls inside")).isTrue();
    }

    static List<Arguments> limitsWithFewVerbs() {
        List<Arguments> all = new ArrayList<>();
        for (String policy : LIMITS.keySet()) {
            for (String verb : List.of("crash", "pause", "errors", "traffic")) {
                all.add(Arguments.of(policy, verb));
            }
        }
        return all;
    }

    /**
     * Calls that wait in the leaky bucket are inside the node but are not yet visits, also when it crashes and at the
     * end of the run.
     */
    @ParameterizedTest
    @CsvSource({"crash", "power-off", "hang", "pause", "traffic"})
    void auditPassesWithCallsInTheLeakyBucket(String verb) throws Exception {
        String bucket = "rate_limit: { rate: 8/s, burst: 40, algorithm: leaky-bucket }";
        PlayedPolicy run = shop(bucket, "", FAULTS.get(verb).replaceFirst(" for .*", " for 6s"));
        assertThat(run.outcome("page", "ok")).isPositive();
        assertThat(run.isAudited("psp/1: visits = calls inside")).isTrue();
    }

    @Test
    void everyPolicyHasAPosition() {
        List<String> callers = new ArrayList<>();
        List<String> inbound = new ArrayList<>();
        for (Class<? extends FilterSpec> policy : Catalog.policies()) {
            boolean caller = FilterSpec.position(policy).value() == FilterPosition.At.CALLER;
            (caller ? callers : inbound).add(SpecFields.kind(policy).orElseThrow());
        }
        assertThat(callers).containsExactlyInAnyOrderElementsOf(CALLERS.keySet());
        assertThat(inbound).containsExactlyInAnyOrderElementsOf(LIMITS.keySet());
    }
}
