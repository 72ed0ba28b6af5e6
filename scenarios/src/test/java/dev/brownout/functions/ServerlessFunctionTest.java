package dev.brownout.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;

/**
 * Instances, limits, bills and faults of a function with scripted calls. Counts may lack the three calls that are in
 * progress at the end, and percentiles have three digits.
 */
class ServerlessFunctionTest {
    /** Runs ten calls per second, each of 250 ms, for a minute. */
    private static VariantResult run(String settings, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  f: { kind: function, service: 250ms, cold_start: 400ms, %s }
                requests:
                  ask: { rate: constant(10/s), timeout: 30s, path: [f] }
                predict:
                  invocations: f.invocations ~ 1 +/- 100%%
                  cold: f.cold_starts ~ 1 +/- 100%%
                  throttled: f.throttled ~ 1 +/- 100%%
                  limited: ask.limited ~ 1 +/- 100%%
                  most: f.instances.max ~ 1 +/- 100%%
                  busy: f.busy_instances ~ 1 +/- 100%%
                  seconds: f.gb_seconds ~ 1 +/- 100%%
                  cost: f.cost ~ $1 +/- 100%%
                  p99: ask.p99 ~ 1s +/- 100%%
                  p50: ask.p50 ~ 1s +/- 100%%
                  later: f.instances.max ~ 1 +/- 100%% from 10s to 60s
                  failed: ask.failed ~ 1 +/- 100%%
                %s
                """.formatted(settings, rest));
    }

    private static double value(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, name);
    }

    /** Calls arrive every 100 ms. While the first instances start for 400 ms, each call starts one more. */
    @Test
    void callsWithoutAFreeInstanceStartOne() {
        VariantResult result = run("idle_timeout: 10m", "");
        assertThat(value(result, "cold")).isEqualTo(7);
        assertThat(value(result, "most")).isEqualTo(7);
        assertThat(value(result, "p50") / 1e6).isCloseTo(250, within(3.0));
        assertThat(value(result, "p99") / 1e6).isCloseTo(650, within(7.0));
        assertThat(value(result, "throttled")).isZero();
    }

    /** Three instances suffice for 2.5 calls in progress. The four others stop after the timeout. */
    @Test
    void leastRecentlyUsedInstancesStop() {
        VariantResult result = run("idle_timeout: 5s", "");
        assertThat(value(result, "later")).isEqualTo(3);
        assertThat(value(result, "failed")).isZero();
    }

    @Test
    void limitOfInstancesThrottlesCalls() {
        VariantResult result = run("idle_timeout: 10m, max_instances: 2", "");
        assertThat(value(result, "throttled")).isEqualTo(value(result, "limited"));
        assertThat(value(result, "invocations") + value(result, "throttled")).isBetween(599.0, 600.0);
        assertThat(value(result, "most")).isEqualTo(2);
        assertThat(value(result, "invocations")).isBetween(395.0, 402.0);
    }

    /** Two starts are allowed at first, and one more every five seconds. */
    @Test
    void scaleOutLimitsNewInstances() {
        VariantResult result = run("idle_timeout: 10m, scale_out: { instances: 2, every: 10s }", "");
        assertThat(value(result, "cold")).isEqualTo(3);
        assertThat(value(result, "throttled")).isPositive().isEqualTo(value(result, "limited"));
    }

    @Test
    void provisionedInstancesTakeCallsWithoutAColdStart() {
        VariantResult result = run("provisioned: 3", "");
        assertThat(value(result, "cold")).isZero();
        assertThat(value(result, "p99") / 1e6).isCloseTo(250, within(3.0));
    }

    /** An instance takes three calls: the second and the third wait for the start that the first has caused. */
    @Test
    void instanceTakesSeveralCalls() {
        VariantResult result = run("concurrency: 3, idle_timeout: 10m", "");
        assertThat(value(result, "cold")).isBetween(2.0, 3.0);
        assertThat(value(result, "busy")).isBetween(1.0, 2.1);
    }

    /** Each call of 250 ms is billed as 250 ms at a unit of 1 ms, and as 300 ms at a unit of 100 ms. */
    @Test
    void durationIsRoundedUpToTheBillingUnit() {
        String settings = "provisioned: 3, memory: 1GiB, billing_unit: ";
        double calls = value(run(settings + "100ms", ""), "invocations");
        assertThat(value(run(settings + "100ms", ""), "seconds")).isCloseTo(0.3 * calls, within(0.91));
        assertThat(value(run(settings + "1ms", ""), "seconds")).isCloseTo(0.25 * calls, within(0.76));
    }

    /** 0.25 s x 2 GiB x $0.0000166667 + $0.0000002 for a call; cold starts are billed as well. */
    @Test
    void costIsThatOfInvocationsAndGigabyteSeconds() {
        VariantResult result = run("idle_timeout: 10m, memory: 2GiB", "");
        double calls = value(result, "invocations");
        double seconds = value(result, "seconds");
        assertThat(seconds).isCloseTo(calls * 0.5 + 7 * 0.8, within(1.6));
        assertThat(value(result, "cost")).isCloseTo(calls * 0.20e-6 + seconds * 0.0000166667, within(1e-12));
    }

    /** A million calls of 250 ms in 2 GiB cost $0.20 + 500,000 GB-seconds. */
    @Test
    void costPerMillionIsExact() {
        VariantResult result = run("provisioned: 3, memory: 2GiB", """
                faults: [ at 50s: traffic x0 for 10s ]
                price_list:
                  function: { provisioned_billed_memory: $0.0000166667/GiB/s, provisioned_memory: null }
                """);
        double perMillion = value(result, "cost") / value(result, "invocations") * 1e6;
        assertThat(perMillion).isCloseTo(0.20 + 500_000 * 0.0000166667, within(1e-9));
    }

    /** Provisioned memory is billed for the whole time: 3 x 1 GiB for 60 s. */
    @Test
    void provisionedMemoryIsBilledWithoutCalls() {
        VariantResult result = run("provisioned: 3, memory: 1GiB", "");
        double calls = value(result, "invocations");
        double expected = calls * 0.20e-6 + value(result, "seconds") * 0.0000097222 + 180 * 0.0000041667;
        assertThat(value(result, "cost")).isCloseTo(expected, within(1e-9));
    }

    @Test
    void deploymentMakesAllInstancesCold() {
        VariantResult result = run("idle_timeout: 10m", "faults: [ at 30s: flush f ]");
        assertThat(value(result, "cold")).isEqualTo(14);
        assertThat(value(result, "failed")).isZero();
    }

    @Test
    void crashLosesAllInstances() {
        VariantResult result = run("idle_timeout: 10m", "faults: [ at 30s: crash f for 10s ]");
        assertThat(value(result, "cold")).isEqualTo(14);
        assertThat(value(result, "invocations")).isBetween(495.0, 505.0);
    }

    @Test
    void slowFaultStretchesTheDuration() {
        VariantResult result = run("provisioned: 20", "faults: [ at 0s: slow f x4 for 60s ]");
        assertThat(value(result, "p50") / 1e6).isCloseTo(1000, within(10.0));
    }

    @Test
    void settingsThatContradictAreRejected() {
        assertThatThrownBy(() -> run("provisioned: 3, max_instances: 2", ""))
                .hasStackTraceContaining("'provisioned' (3) must not exceed 'max_instances' (2)");
        assertThatThrownBy(() -> run("memory: 100MB", "")).hasStackTraceContaining("whole number of MiB");
    }
}
