package dev.brownout.external;

import static dev.brownout.databases.TestScenarioRunner.measure;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.CostResult.Item;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;

/**
 * Counts, prices, limits and faults of an external service with scripted calls. The call at the end of a run may be
 * missing from its counts, and percentiles have three digits.
 */
class ExternalServiceTest {
    /** Runs ten calls per second for a minute against a service. */
    private static VariantResult run(String settings, String policies, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  api: { kind: external, latency: 150ms, %s }
                requests:
                  ask: { rate: constant(10/s), timeout: 30s, path: [api] %s }
                predict:
                  accepted: api.accepted_calls ~ 1 +/- 100%%
                  cost: api.cost ~ $1 +/- 100%%
                  errors: api.error_responses ~ 1 +/- 100%%
                  billed: api.billed_calls ~ 1 +/- 100%%
                  limited: ask.limited ~ 1 +/- 100%%
                  latency: ask.p50 ~ 1s +/- 100%%
                %s
                """.formatted(settings, policies, rest));
    }

    private static double value(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, name);
    }

    @Test
    void eachCallTakesTheLatencyWithoutALimit() {
        VariantResult result = run("billed: accepted, price: $0.05", "", "");
        assertThat(value(result, "accepted")).isBetween(599.0, 600.0);
        assertThat(value(result, "latency") / 1e6).isCloseTo(150, within(2.0));
        assertThat(value(result, "limited")).isZero();
    }

    /** Quota: 60 calls of the first period are left, then 100 in each of two further periods. */
    @Test
    void quotaLimitsEachPeriod() {
        VariantResult result = run("quota: { calls: 100, every: 20s, used: 40 }", "", "");
        assertThat(value(result, "accepted")).isEqualTo(260);
        assertThat(measure(result, "api", "over_quota")).isEqualTo(value(result, "limited"));
        assertThat(value(result, "limited") + 260).isBetween(599.0, 600.0);
    }

    /** Periods without calls cost no events: one call is accepted in each nanosecond. */
    @Test
    void shortPeriodsOfAQuotaEnd() {
        assertThat(value(run("quota: { calls: 1, every: 1ns }", "", ""), "accepted"))
                .isBetween(599.0, 600.0);
    }

    @Test
    void costIsThePriceOfTheBilledCalls() {
        VariantResult result = run("errors: 30%, price: $0.05", "", "");
        double errors = value(result, "errors");
        assertThat(errors).isBetween(130.0, 230.0);
        assertThat(value(result, "billed") + errors)
                .isBetween(value(result, "accepted") - 2, value(result, "accepted"));
        assertThat(value(result, "cost")).isCloseTo(0.05 * value(result, "billed"), within(1e-12));
        Item item = result.cost().components().get("api").items().get(0);
        assertThat(item.item()).isEqualTo("billed_calls");
        assertThat(item.quantity()).isEqualTo(value(result, "billed"));
    }

    @Test
    void acceptedCallsAreBilledWithTheirErrors() {
        VariantResult result = run("errors: 30%, price: $0.05, billed: accepted", "", "");
        assertThat(value(result, "billed")).isBetween(value(result, "accepted") - 2, value(result, "accepted"));
        assertThat(value(result, "errors")).isGreaterThan(100);
    }

    @Test
    void priceOfTheComponentReplacesThatOfItsKind() {
        String list = "price_list: { external: { billed_calls: $1 } }";
        assertThat(value(run("errors: 0%", "", list), "cost")).isBetween(597.0, 600.0);
        assertThat(value(run("price: $0.5", "", list), "cost")).isBetween(298.0, 300.0);
        assertThat(value(run("price: $0.5", "", "price_list: none"), "cost")).isBetween(298.0, 300.0);
    }

    /**
     * The limit lets five of the ten calls in the first second pass. Retry-After delays the others to the next second.
     */
    @Test
    void retriesWaitForRetryAfter() {
        String limit = "rate_limit: { rate: 5/s, algorithm: fixed-window, retry_after: %s }";
        String once = ", retry: { attempts: 2, backoff: constant(1ms), limited: true }";
        String burst = "faults: [ at 1s: traffic x0 for 59s ]";
        VariantResult withHint = run(limit.formatted("true"), once, burst);
        VariantResult withoutHint = run(limit.formatted("false"), once, burst);
        VariantResult never = run(limit.formatted("true"), ", retry: { attempts: 2, backoff: constant(1ms) }", burst);
        assertThat(value(withHint, "limited")).isZero();
        assertThat(value(withHint, "accepted")).isBetween(9.0, 10.0);
        assertThat(measure(withHint, "api", "rate_limited")).isEqualTo(value(withHint, "accepted") - 5);
        assertThat(value(withoutHint, "limited")).isEqualTo(value(withHint, "accepted") - 5);
        assertThat(measure(withoutHint, "api", "rate_limited")).isEqualTo(2 * value(withoutHint, "limited"));
        assertThat(measure(never, "api", "rate_limited")).isEqualTo(value(withoutHint, "limited"));
    }

    @Test
    void faultsActOnTheService() {
        VariantResult slow = run("", "", "faults: [ at 0s: slow api x10 for 60s ]");
        assertThat(value(slow, "latency") / 1e6).isCloseTo(1500, within(20.0));
        VariantResult down = run("concurrent: 2", "", "faults: [ at 10s: crash api for 20s ]");
        assertThat(value(down, "accepted")).isBetween(398.0, 401.0);
        assertThat(value(down, "limited")).isZero();
        VariantResult failing = run("", "", "faults: [ at 0s: errors api 100% for 30s ]");
        assertThat(value(failing, "accepted")).isBetween(299.0, 301.0);
    }

    @Test
    void nothingFollowsAnExternalService() {
        String site = """
                components: { api: { kind: external }, db: { kind: database } }
                requests: { ask: { rate: 1/s, path: [%s] } }
                """;
        assertThatThrownBy(() -> TestScenarioRunner.run(site.formatted("api, db")))
                .hasMessageContaining("no component can follow api: it is an external service");
        assertThatThrownBy(() -> TestScenarioRunner.run(
                        replaceParts(site.formatted("api"), "path: [api]", "steps: [ call: api/other ]")))
                .hasMessageContaining("'api' has no endpoint 'other'");
    }

    /** The estimates of a service are withheld if its quota ends in the run. */
    @Test
    void quotaThatEndsWithholdsTheEstimates() {
        String site = """
                run: 60s
                components: { api: { kind: external, latency: 1s, quota: { calls: %d } } }
                requests: { ask: { rate: 10/s, path: [api] } }
                """;
        assertThat(TestScenarioRunner.station(site.formatted(500), "api")
                        .formula()
                        .toString())
                .contains("the quota of 500 calls ends in the run");
        assertThat(TestScenarioRunner.station(site.formatted(700), "api").meanNanos())
                .isEqualTo(1e9);
    }
}
