package dev.brownout.policy.retry;

import static dev.brownout.network.NetworkTestBench.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.host.Host;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.RetryBudgetSpec;
import dev.brownout.policy.SeedInterval;
import dev.brownout.random.KeyedRandom;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long-run attempts per call of independent failures under a budget, by the analytical model and by simulation. */
@Tag("law")
class LongRunAttemptsLawTest {
    /** Calls of the 10 s after which a share expires, as one call begins each millisecond. */
    private static final int EXPIRY = 10_500;

    /** Calls until the tokens no longer depend on those of the start. */
    private static final int BEGINNING = 3000;

    private static final int CALLS = 8000;

    private static double simulated(int seed, RetryBudgetSpec budget, int attempts, double failing) {
        int first = budget instanceof RetryBudgetSpec.RequestShare ? EXPIRY : BEGINNING;
        NetworkTestBench bench = new NetworkTestBench(0);
        Host place = bench.host("web", "1", "");
        KeyedRandom failures = new KeyedRandom(KeyedRandom.key(seed, 0, "long-run attempts"));
        long[] sent = new long[1];
        RetrySpec spec = new RetrySpec(attempts, new Backoff.None(), Optional.of(budget), Optional.empty());
        Service service = new Retry(spec, bench.simulation, place, failures, null).around((request, reply) -> {
            sent[0]++;
            boolean fails = failures.at(request.identity()).uniform() < failing;
            reply.accept(fails ? Outcome.FAILED : Outcome.OK, 0);
        });
        for (int i = 0; i < first + CALLS; i++) {
            bench.at(i * MS, () -> service.call(bench.request(), (outcome, detail) -> {}));
        }
        bench.simulation.runUntil(first * MS - 1);
        long before = sent[0];
        bench.simulation.runUntil((first + CALLS) * MS);
        return (double) (sent[0] - before) / CALLS;
    }

    private static void compare(RetryBudgetSpec budget, int attempts, double failing) {
        SeedInterval interval = SeedInterval.of(seed -> simulated(seed, budget, attempts, failing));
        assertThat(interval.high() - interval.low()).isLessThan(0.05);
        assertThat(budget.lastingAttempts(attempts, failing)).isBetween(interval.low(), interval.high());
    }

    /** Three attempts of 10 % failures are 0.11 retries per call. */
    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.6"})
    @ChosenRows(2)
    void shareOfTheCalls(double failing) {
        compare(new RetryBudgetSpec.RequestShare(new Share(0.1), new Rate(0)), 3, failing);
    }

    /** Successes return 0.1 tokens up to a share of failures of 9.1 %, 1 token up to 50 %, and 2 tokens up to 67 %. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.05", "0.1, 0.0909", "0.1, 0.12", "1, 0.45", "2, 0.6"})
    @ChosenRows({2, 4})
    void tokensOfThrottling(double ratio, double failing) {
        compare(new RetryBudgetSpec.FailureThrottling(10, ratio), 60, failing);
    }

    @ParameterizedTest
    @CsvSource({"14, 0.1", "14, 0.3", "5, 0.5"})
    @ChosenRows(2)
    void tokensOfAQuota(int price, double failing) {
        compare(new RetryBudgetSpec.RetryQuota(500, price, Optional.empty()), 3, failing);
    }

    /** The level of the tokens hardly changes within a call: the error for few attempts is less than 1 % of a call. */
    @ParameterizedTest
    @CsvSource({"0.08", "0.0909", "0.11"})
    @ChosenRows(3)
    void fewAttemptsUnderThrottling(double failing) {
        RetryBudgetSpec budget = new RetryBudgetSpec.FailureThrottling(10, 0.1);
        double unlimited = 1 + failing + failing * failing;
        assertThat(budget.lastingAttempts(3, failing)).isBetween(1.0, unlimited);
        SeedInterval interval = SeedInterval.of(seed -> simulated(seed, budget, 3, failing));
        assertThat(budget.lastingAttempts(3, failing)).isBetween(interval.low() - 0.01, interval.high() + 0.01);
    }

    @Test
    void manyTokensOfThrottling() {
        assertLimits(new RetryBudgetSpec.FailureThrottling(100, 0.001));
    }

    /** The largest number of states that the language allows. */
    @Test
    @Tag("change")
    void mostTokensOfThrottling() {
        assertLimits(new RetryBudgetSpec.FailureThrottling(1000, 0.001));
    }

    private static void assertLimits(RetryBudgetSpec throttling) {
        assertThat(throttling.lastingAttempts(4, 1)).isEqualTo(1);
        assertThat(throttling.lastingAttempts(4, 0.0001)).isCloseTo(1.0001, within(1e-6));
        assertThat(throttling.lastingAttempts(4, 0.5)).isCloseTo(1, within(1e-9));
    }

    @Test
    void budgetsWithoutAModelHaveNoAttempts() {
        assertThat(new RetryBudgetSpec.FailureThrottling(10, 0.3).lastingAttempts(4, 0.5))
                .isNaN();
        assertThat(new RetryBudgetSpec.RetryQuota(500, 5, Optional.of(10)).lastingAttempts(4, 0.5))
                .isNaN();
        assertThat(new RetryBudgetSpec.RetryQuota(500, 5, Optional.of(10)).lastingAttempts(4, 1))
                .isEqualTo(1);
        assertThat(new RetryBudgetSpec.ActiveShare(new Share(0.2), 3).lastingAttempts(4, 0.5))
                .isNaN();
        assertThat(new RetryBudgetSpec.RequestShare(new Share(0.1), new Rate(10)).lastingAttempts(4, 0.5))
                .isNaN();
    }
}
