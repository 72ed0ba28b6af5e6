package dev.brownout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions that share the concurrency of an account, against Erlang's loss formula: calls of two Poisson streams that
 * share c places with a and b Erlangs are throttled with the probability B(c, a + b), whatever the distributions of
 * their durations.
 */
@Tag("law")
class AccountConcurrencyLawTest {
    private static String site(int seed, String checkout, String batch) {
        return """
                run: { duration: 6h, warmup: 10m, seed: %d }
                network: none
                components:
                  checkout: { kind: function, cold_start: 0ms, idle_timeout: 10h, %s }
                  batch: { kind: function, cold_start: 0ms, idle_timeout: 10h, %s }
                requests:
                  pay: { rate: 2/s, timeout: 1h, path: [checkout] }
                  import: { rate: 1/s, timeout: 1h, path: [batch] }
                predict:
                  checkout: checkout.account_throttled ~ 1k +/- 100%%
                  batch: batch.account_throttled ~ 1k +/- 100%%
                """.formatted(seed, checkout, batch);
    }

    /** Returns the throttled share of the calls of a function. */
    private static double throttled(int seed, String checkout, String batch, String function) {
        double calls = (6 * 3600 - 600) * (function.equals("checkout") ? 2 : 1);
        return TestScenarioRunner.measure(TestScenarioRunner.run(site(seed, checkout, batch)), function) / calls;
    }

    /** 5 and 5 Erlangs on 10: 21.5 % of the calls of both functions, for each distribution. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"exp(2500ms), exp(5s)", "2500ms, exp(5s)", "exp(2500ms), uniform(0s 10s)"})
    void sharedConcurrencyIsErlangsFormula(String first, String second) {
        String checkout = "service: " + first + ", account: { concurrency: 10 }";
        String batch = "service: " + second + ", account: { concurrency: 10 }";
        double loss = ErlangFormulas.lossProbability(10, 10);
        SeedAssertions.agree(seed -> throttled(seed, checkout, batch, "checkout"), loss, 0.03);
        SeedAssertions.agree(seed -> throttled(seed, checkout, batch, "batch"), loss, 0.03);
    }

    /** 10 Erlangs on 10 reserved, and 100 Erlangs on the remaining 100 of 110: neither affects the other. */
    @Test
    @Tag("change")
    void reservedAndUnreservedConcurrencyAreIndependent() {
        String checkout = "service: exp(5s), account: { concurrency: 110, reserved: 10 }";
        String batch = "service: exp(100s), account: { concurrency: 110 }";
        SeedAssertions.agree(
                seed -> throttled(seed, checkout, batch, "checkout"), ErlangFormulas.lossProbability(10, 10), 0.03);
        SeedAssertions.agree(
                seed -> throttled(seed, checkout, batch, "batch"), ErlangFormulas.lossProbability(100, 100), 0.08);
        Station row = TestScenarioRunner.station(site(0, checkout, batch), "checkout");
        assertThat(row.formula().toString()).isEqualTo("M/G/10/10, Erlang loss: 21.5% of the calls rejected");
    }

    /**
     * A function with the only long calls of an account has its provisioned and all unreserved concurrency: 100 Erlangs
     * on 5 + 100.
     */
    @Test
    @Tag("change")
    void provisionedConcurrencyIsAPartOfTheAccount() {
        String checkout = "service: exp(50s), provisioned: 5, account: { concurrency: 105 }";
        String batch = "service: 1ns, account: { concurrency: 105 }";
        SeedAssertions.agree(
                seed -> throttled(seed, checkout, batch, "checkout"), ErlangFormulas.lossProbability(100, 105), 0.08);
    }
}
