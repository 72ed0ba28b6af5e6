package dev.brownout.policy.retry;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.RequestShareBudget;
import dev.brownout.policy.RetryBudgetSpec;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.RetryAfter;
import dev.brownout.service.Service;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private static final Backoff AT_ONCE = new Backoff.None();
    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofSeconds(2);

    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final RetrySpec.Measures measures =
            new RetrySpec.Measures(new Counter(bench.grid), new Counter(bench.grid));
    private long bottom;

    private Service retrying(int attempts, Backoff backoff, Optional<RetryBudgetSpec> budget, Service next) {
        return new Retry(
                        new RetrySpec(attempts, backoff, budget, Optional.empty()),
                        bench.simulation,
                        place,
                        new KeyedRandom(KeyedRandom.key(1, 0, "jitter")),
                        measures)
                .wrap(next);
    }

    private Service failing(double share) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "failures"));
        return (request, reply) -> {
            bottom++;
            reply.accept(random.withIdentity(request.identity()).uniform() < share ? Outcome.FAILED : Outcome.OK, 0);
        };
    }

    @Test
    void exponentialWaitsDoNotOverflow() {
        Backoff backoff = new Backoff.Exponential(Duration.ofNanos(1), Duration.ofDays(10_000));
        KeyedRandom random = new KeyedRandom(7);
        for (int retry = 1; retry < 200; retry++) {
            assertThat(backoff.waitNanos(retry, 0, random))
                    .isGreaterThanOrEqualTo(backoff.waitNanos(retry - 1, 0, random));
        }
        assertThat(backoff.waitNanos(199, 0, random))
                .isEqualTo(Duration.ofDays(10_000).toNanos());
    }

    @Test
    void decorrelatedWaitsStayWithinTheirBounds() {
        Backoff backoff = new Backoff.DecorrelatedJitter(BASE, CAP);
        KeyedRandom random = new KeyedRandom(7);
        long previous = 0;
        for (int i = 0; i < 10_000; i++) {
            long wait = backoff.waitNanos(i, previous, random);
            long most = Math.min(CAP.toNanos(), 3 * Math.max(BASE.toNanos(), previous));
            assertThat(wait).isBetween(BASE.toNanos(), most);
            previous = i % 10 == 9 ? 0 : wait;
        }
    }

    @Test
    void budgetForgetsRequestsAfterTenSeconds() {
        RequestShareBudget budget = new RequestShareBudget(0.5);
        for (int i = 0; i < 100; i++) {
            budget.request(0);
        }
        assertThat(budget.withdraw(9 * SECOND)).isTrue();
        assertThat(budget.withdraw(10 * SECOND)).isFalse();
    }

    @Test
    void retriesWaitAndCarryTheirAttemptNumber() {
        List<String> seen = new ArrayList<>();
        Service service =
                retrying(3, new Backoff.Constant(Duration.ofMillis(50)), Optional.empty(), (request, reply) -> {
                    seen.add(request.attempt() + "@" + bench.simulation.now() / MS);
                    reply.accept(request.attempt() < 2 ? Outcome.REFUSED : Outcome.OK, 0);
                });
        Request request = bench.request();
        service.call(request, bench.reply("a"));
        bench.simulation.runUntil(SECOND);
        assertThat(seen).containsExactly("0@0", "1@50", "2@100");
        assertThat(bench.responses).containsExactly("a ok 100.0");
    }

    /** A cancellation during the first backoff, of 50 ms: the second attempt is neither sent nor counted. */
    @Test
    void callThatIsCancelledInABackoffMakesNoFurtherAttempt() {
        List<String> seen = new ArrayList<>();
        Backoff backoff = new Backoff.Constant(Duration.ofMillis(50));
        RetryBudgetSpec oneAtATime = new RetryBudgetSpec.ActiveShare(new Share(0), 1);
        Service service = retrying(3, backoff, Optional.of(oneAtATime), (request, reply) -> {
            seen.add(request.attempt() + "@" + bench.simulation.now() / MS);
            reply.accept(Outcome.REFUSED, 0);
        });
        CancellationToken token = new CancellationToken();
        service.call(bench.request().withCancellation(token), bench.reply("a"));
        bench.simulation.scheduleAfter(30 * MS, step -> token.end(Outcome.TIMED_OUT), 0);
        bench.simulation.runUntil(SECOND);
        assertThat(seen).containsExactly("0@0");
        assertThat(bench.responses).containsExactly("a timed_out 50.0");
        assertThat(measures.retries().total(bench.grid.span(0, bench.grid.end())))
                .isZero();
        service.call(bench.request(), bench.reply("b"));
        bench.simulation.runUntil(2 * SECOND);
        assertThat(seen).as("the budget has its retry back").containsExactly("0@0", "0@1000", "1@1050", "2@1100");
        assertThat(measures.retries().total(bench.grid.span(0, bench.grid.end())))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void onlyRetryableOutcomesAreRetried(Outcome outcome) {
        List<Integer> seen = new ArrayList<>();
        Service service = retrying(2, AT_ONCE, Optional.empty(), (request, reply) -> {
            seen.add(request.attempt());
            reply.accept(outcome, 3);
        });
        service.call(bench.request(), bench.reply("a"));
        bench.simulation.runUntil(SECOND);
        boolean last = outcome.good() || outcome == Outcome.LIMITED || outcome == Outcome.SHORT_CIRCUITED;
        assertThat(seen).hasSize(last ? 1 : 2);
        assertThat(bench.responses).containsExactly("a " + outcome.label() + " 0.0");
    }

    @Test
    void crashedProcessDoesNotRetry() {
        Service service = retrying(5, new Backoff.Constant(Duration.ofMillis(50)), Optional.empty(), failing(1));
        service.call(bench.request(), bench.reply("a"));
        bench.scheduleAt(120 * MS, () -> place.begin(FailureMode.CRASH));
        bench.scheduleAt(130 * MS, () -> place.end(FailureMode.CRASH));
        bench.simulation.runUntil(SECOND);
        assertThat(bottom).isEqualTo(3);
        assertThat(bench.responses).isEmpty();
    }

    @Test
    void limitedCallsAreRetriedNoEarlierThanRetryAfter() {
        List<Long> sent = new ArrayList<>();
        long[] start = {0};
        Service limiting = (request, reply) -> {
            sent.add(bench.simulation.now() - start[0]);
            reply.accept(Outcome.LIMITED, RetryAfter.detail(7, 1_500_000_000));
        };
        RetrySpec spec =
                new RetrySpec(3, new Backoff.Constant(Duration.ofSeconds(3)), Optional.empty(), Optional.of(true));
        RetrySpec quick = new RetrySpec(3, AT_ONCE, Optional.empty(), Optional.of(true));
        List<Long> details = new ArrayList<>();
        for (RetrySpec each : List.of(quick, spec)) {
            new Retry(each, bench.simulation, place, new KeyedRandom(1), null)
                    .wrap(limiting)
                    .call(bench.request(), (outcome, detail) -> details.add(detail));
            bench.simulation.runUntil(start[0] + 20 * SECOND);
            start[0] = bench.simulation.now();
        }
        assertThat(sent).containsExactly(0L, 2 * SECOND, 4 * SECOND, 0L, 3 * SECOND, 6 * SECOND);
        assertThat(details).hasSize(2).allMatch(detail -> RetryAfter.component(detail) == 7);
    }
}
