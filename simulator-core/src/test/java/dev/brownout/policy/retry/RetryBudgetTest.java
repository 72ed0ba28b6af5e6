package dev.brownout.policy.retry;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.RequestShareBudget;
import dev.brownout.policy.RetryBudget;
import dev.brownout.policy.RetryBudgetSpec;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits on retries: single steps of each token bucket against the rules of its product. */
class RetryBudgetTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final RetrySpec.Measures measures =
            new RetrySpec.Measures(new Counter(bench.grid), new Counter(bench.grid));
    private int attempts;
    private int failing = Integer.MAX_VALUE;

    private long total(Counter counter) {
        return counter.total(bench.grid.span(0, bench.grid.end()));
    }

    /** Returns a service with {@code failing} failed attempts at first, behind a retry with a constant wait. */
    private Service retrying(int most, long waitMs, long servedMs, RetryBudgetSpec budget) {
        RetrySpec spec = new RetrySpec(
                most, new Backoff.Constant(Duration.ofMillis(waitMs)), Optional.of(budget), Optional.empty());
        KeyedRandom jitter = new KeyedRandom(KeyedRandom.key(1, 0, "jitter"));
        return new Retry(spec, bench.simulation, place, jitter, measures).wrap((request, reply) -> {
            Outcome outcome = attempts++ < failing ? Outcome.FAILED : Outcome.OK;
            place.schedule(servedMs * MS, () -> reply.accept(outcome, 0));
        });
    }

    private void calls(Service service, int calls, long everyMs) {
        for (int i = 0; i < calls; i++) {
            bench.scheduleAt(i * everyMs * MS, () -> service.call(bench.request(), bench.reply("call")));
        }
        bench.simulation.runUntil(100 * SECOND);
    }

    @Test
    void throttlingStopsRetriesAtHalfOfTheTokens() {
        RetryBudget budget = new RetryBudgetSpec.FailureThrottling(10, 0.1).open();
        for (int failure = 1; failure <= 4; failure++) {
            budget.onFailed();
            assertThat(budget.pay(Outcome.FAILED, 0)).isZero();
        }
        budget.onFailed();
        assertThat(budget.pay(Outcome.FAILED, 0)).isEqualTo(RetryBudget.REFUSED);
        budget.onSucceeded(0);
        assertThat(budget.pay(Outcome.FAILED, 0)).isZero();
        assertThat(budget.tokens()).isEqualTo(5100).isEqualTo(budget.bookedTokens());
    }

    /**
     * The budget needs 71 successes after a total outage until a failure is retried: 7.1 tokens, less one for each of
     * the two failures.
     */
    @Test
    void throttledClientNeedsSuccessesBeforeItRetries() {
        RetryBudget budget = new RetryBudgetSpec.FailureThrottling(10, 0.1).open();
        for (int i = 0; i < 1000; i++) {
            budget.onFailed();
        }
        assertThat(budget.tokens()).isZero();
        for (int i = 0; i < 60; i++) {
            budget.onSucceeded(0);
        }
        budget.onFailed();
        assertThat(budget.pay(Outcome.FAILED, 0)).isEqualTo(RetryBudget.REFUSED);
        for (int i = 0; i < 11; i++) {
            budget.onSucceeded(0);
        }
        budget.onFailed();
        assertThat(budget.pay(Outcome.FAILED, 0)).isZero();
        assertThat(budget.tokens()).isEqualTo(5100).isEqualTo(budget.bookedTokens());
    }

    @Test
    void tokenRatioHasThreeDecimals() {
        RetryBudget budget = new RetryBudgetSpec.FailureThrottling(10, 0.1239).open();
        budget.onFailed();
        budget.onSucceeded(0);
        assertThat(budget.tokens()).isEqualTo(9123);
    }

    /** The quota of 500 tokens pays for 100 retries in a total outage, at a price of 5. */
    @Test
    void quotaPaysForAFixedNumberOfRetriesInAnOutage() {
        calls(retrying(3, 0, 0, new RetryBudgetSpec.RetryQuota(500, 5, Optional.of(10))), 200, 10);
        assertThat(total(measures.retries())).isEqualTo(100);
        assertThat(attempts).isEqualTo(300);
        assertThat(total(measures.retriesOverBudget())).isEqualTo(150);
    }

    @Test
    void successReturnsThePriceOfItsOwnRetryOnly() {
        RetryBudget budget = new RetryBudgetSpec.RetryQuota(500, 14, Optional.empty()).open();
        int first = budget.pay(Outcome.FAILED, 0);
        int second = budget.pay(Outcome.TIMED_OUT, 0);
        assertThat(first).isEqualTo(14);
        assertThat(second).isEqualTo(14);
        budget.onSucceeded(second);
        assertThat(budget.tokens()).isEqualTo(486);
        budget.onSucceeded(0);
        assertThat(budget.tokens()).isEqualTo(487).isEqualTo(budget.bookedTokens());
    }

    @Test
    void timeoutsHaveAPriceOfTheirOwn() {
        RetryBudget budget = new RetryBudgetSpec.RetryQuota(14, 5, Optional.of(10)).open();
        assertThat(budget.pay(Outcome.TIMED_OUT, 0)).isEqualTo(10);
        assertThat(budget.pay(Outcome.TIMED_OUT, 0)).isEqualTo(RetryBudget.REFUSED);
        assertThat(budget.pay(Outcome.RESET, 0)).isEqualTo(RetryBudget.REFUSED);
        for (int i = 0; i < 3; i++) {
            budget.onSucceeded(0);
        }
        assertThat(budget.pay(Outcome.RESET, 0)).isEqualTo(5);
    }

    /** The share of 20 % allows 8 retries with 40 attempts in flight. The minimum of 3 applies with few in flight. */
    @Test
    void activeRetriesAreAShareOfTheAttemptsInFlight() {
        RetryBudget budget = new RetryBudgetSpec.ActiveShare(new Share(0.2), 3).open();
        for (int i = 0; i < 44; i++) {
            budget.sent();
        }
        int allowed = 0;
        for (int i = 0; i < 4; i++) {
            budget.release(0);
        }
        while (budget.pay(Outcome.FAILED, 0) != RetryBudget.REFUSED) {
            allowed++;
        }
        assertThat(allowed).isEqualTo(8);
        for (int i = 0; i < 40; i++) {
            budget.release(i < 6 ? 1 : 0);
        }
        assertThat(budget.pay(Outcome.FAILED, 0)).isEqualTo(1);
        assertThat(budget.pay(Outcome.FAILED, 0)).isEqualTo(RetryBudget.REFUSED);
    }

    /** A retry counts from its decision, also during its backoff: three at a time, each for 100 ms + 10 ms. */
    @Test
    void retriesInBackoffAreActive() {
        calls(retrying(2, 100, 10, new RetryBudgetSpec.ActiveShare(new Share(0), 3)), 20, 1);
        assertThat(total(measures.retries())).isEqualTo(3);
        assertThat(total(measures.retriesOverBudget())).isEqualTo(17);
    }

    @Test
    void reserveAllowsRetriesWithoutRequests() {
        RetryBudgetSpec spec = new RetryBudgetSpec.RequestShare(new Share(0), new Rate(2));
        RequestShareBudget budget = (RequestShareBudget) spec.open();
        int allowed = 0;
        while (budget.withdraw(0)) {
            allowed++;
        }
        assertThat(allowed).isEqualTo(20);
        assertThat(budget.withdraw(9 * SECOND)).isFalse();
        assertThat(budget.withdraw(10 * SECOND)).isTrue();
    }

    @Test
    void crashOfTheClientOpensANewBudget() {
        Service service = retrying(2, 0, 0, new RetryBudgetSpec.RetryQuota(10, 10, Optional.empty()));
        bench.scheduleAt(MS, () -> service.call(bench.request(), bench.reply("a")));
        bench.scheduleAt(2 * MS, () -> service.call(bench.request(), bench.reply("b")));
        bench.scheduleAt(3 * MS, () -> place.begin(FailureMode.CRASH));
        bench.scheduleAt(4 * MS, () -> place.end(FailureMode.CRASH));
        bench.scheduleAt(5 * MS, () -> service.call(bench.request(), bench.reply("c")));
        bench.simulation.runUntil(SECOND);
        assertThat(attempts).isEqualTo(5);
        assertThat(total(measures.retries())).isEqualTo(2);
        assertThat(total(measures.retriesOverBudget())).isEqualTo(1);
    }
}
