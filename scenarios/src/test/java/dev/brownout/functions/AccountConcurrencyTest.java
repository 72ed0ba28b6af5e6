package dev.brownout.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that share the concurrency of an account, with scripted calls. */
class AccountConcurrencyTest {
    /** Runs two functions with calls of 1 s: 50 per second of one, and as many or more of the other. */
    private static VariantResult run(String checkout, String batch, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  checkout: { kind: function, service: 1s, cold_start: 0ms, %s }
                  batch: { kind: function, service: 1s, cold_start: 0ms, %s }
                requests:
                  pay: { rate: constant(50/s), timeout: 30s, path: [checkout] }
                  import: { rate: constant(200/s), timeout: 30s, path: [batch] }
                predict:
                  checkout: checkout.account_throttled ~ 1 +/- 100%%
                  all: checkout.throttled ~ 1 +/- 100%%
                  batch: batch.account_throttled ~ 1 +/- 100%%
                  busy: batch.busy_instances ~ 1 +/- 100%% from 10s to 20s
                  used: checkout.account_utilization ~ 50%% +/- 100%% from 10s to 20s
                %s
                """.formatted(checkout, batch, rest));
    }

    private static double value(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, name);
    }

    private static void assertBalanced(VariantResult result) {
        assertThat(result.accounting().audit())
                .filteredOn(
                        line -> line.name().contains("account") && line.name().contains(" = "))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.right()).isEqualTo(line.left()));
    }

    /** 200 calls in progress of the batch leave nothing of 200 for the checkout. */
    @Test
    void burstOfOneFunctionThrottlesAnother() {
        VariantResult result = run("account: { concurrency: 200 }", "account: { concurrency: 200 }", "");
        assertThat(value(result, "checkout")).isGreaterThan(100).isEqualTo(value(result, "all"));
        assertThat(value(result, "used")).isGreaterThan(0.98);
        assertBalanced(result);
    }

    /** With 60 reserved, the checkout has its 50 calls in progress, and the batch at most the remaining 140. */
    @Test
    void reservedConcurrencyIsKeptFree() {
        VariantResult result = run("account: { concurrency: 200, reserved: 60 }", "account: { concurrency: 200 }", "");
        assertThat(value(result, "checkout")).isZero();
        assertThat(value(result, "used")).isBetween(50 / 60.0 - 0.001, 50 / 60.0 + 0.02);
        assertThat(value(result, "busy")).isBetween(138.0, 140.0);
        assertBalanced(result);
    }

    /** Reserved concurrency is also the limit of its function: 40 for 50 calls in progress. */
    @Test
    void reservedConcurrencyIsALimit() {
        VariantResult result = run("account: { reserved: 40 }", "account: {}", "");
        assertThat(value(result, "checkout")).isBetween(580.0, 620.0);
        assertThat(value(result, "batch")).isZero();
        assertThat(value(result, "used")).isGreaterThan(0.98);
    }

    /** Provisioned concurrency is taken from the rest, also while it is idle; its own calls do not need the rest. */
    @Test
    void provisionedConcurrencyIsAllocated() {
        VariantResult result =
                run("provisioned: 60, account: { concurrency: 200 }", "account: { concurrency: 200 }", "");
        assertThat(value(result, "checkout")).isZero();
        assertThat(value(result, "busy")).isBetween(138.0, 140.0);
        assertBalanced(result);
    }

    /** A crash of a function frees its concurrency, and its calls do not free it again. */
    @Test
    void crashFreesConcurrency() {
        VariantResult result = run(
                "account: { concurrency: 300 }",
                "account: { concurrency: 300 }",
                "faults: [at 30s: crash batch for 5s, at 40s: flush checkout]\n");
        assertThat(value(result, "checkout")).isZero();
        assertThat(value(result, "batch")).isZero();
        assertBalanced(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            account: { concurrency: 200 } | account: { concurrency: 300 }\
             | batch has 300 and checkout has 200; write the same number
            account: { concurrency: 150, reserved: 60 } | account: { concurrency: 150 }\
             | 'reserved' (60) must leave 100 of 'concurrency' (150) unreserved: reserve at most 50
            account: { concurrency: 200, reserved: 60 } | account: { concurrency: 200, reserved: 60 }\
             | is 120 of 200, but 100 must stay unreserved
            account: { concurrency: 200, reserved: 60 }, provisioned: 70 | account: { concurrency: 200 }\
             | 'provisioned' (70) must not exceed account.reserved (60)
            account: { concurrency: 200 }, provisioned: 120 | account: { concurrency: 200 }\
             | is 120 of 200, but 100 must stay unreserved
            account: {}, concurrency: 10 | account: {} | remove 'concurrency' (10)
            """)
    void invalidAccountsAreErrors(String checkout, String batch, String message) {
        assertThatThrownBy(() -> run(checkout, batch, "")).hasMessageContaining(message);
    }
}
