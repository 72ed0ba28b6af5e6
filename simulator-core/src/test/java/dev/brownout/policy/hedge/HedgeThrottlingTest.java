package dev.brownout.policy.hedge;

import static dev.brownout.network.NetworkTestBench.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.RetryBudgetSpec;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hedges under the token bucket and the pushback of gRPC (gRFC A6). */
class HedgeThrottlingTest {
    private static final long EVERY = 100 * MS;

    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final HedgeSpec.Measures measures =
            new HedgeSpec.Measures(new Counter(bench.grid), new Counter(bench.grid), new Counter(bench.grid));
    private int sent;
    private int calls;

    /** Outcome of an attempt, and the time until it in ms. */
    private record Answer(Outcome outcome, long millis) {}

    private static final Answer FAILS = new Answer(Outcome.FAILED, 1);
    private static final Answer SUCCEEDS = new Answer(Outcome.OK, 1);
    private static final Answer LATE = new Answer(Outcome.OK, 50);

    private long total(Counter counter) {
        return counter.total(bench.grid.span(0, bench.grid.end()));
    }

    /** Returns a service with the given answer to each attempt, which is hedged after 10 ms. */
    private Service hedged(int attempts, int tokens, double ratio, IntFunction<Answer> answers) {
        HedgeSpec spec = new HedgeSpec(
                Optional.of(Duration.ofMillis(10)),
                Optional.empty(),
                attempts,
                Optional.of(new RetryBudgetSpec.FailureThrottling(tokens, ratio)),
                HedgeCancellation.ON_SUCCESS);
        return new Hedge(spec, bench.simulation, place, measures, null).wrap((request, reply) -> {
            Answer answer = answers.apply(sent++);
            place.schedule(answer.millis() * MS, () -> reply.accept(answer.outcome(), 0));
        });
    }

    /** Sends calls one after the other, and returns the number of their attempts. */
    private int attempts(Service service, int more) {
        int before = sent;
        for (int i = 0; i < more; i++) {
            bench.scheduleAt(calls++ * EVERY, () -> service.call(bench.request(), bench.reply("call")));
        }
        bench.simulation.runUntil(calls * EVERY - 1);
        return sent - before;
    }

    /**
     * Ten tokens and one for each failure: two calls are hedged, and five failures leave half of the tokens. After five
     * more failures the bucket is empty. Fifty successes return half of the tokens, and one more allows hedges.
     */
    @Test
    void failedAndLateAttemptsAreHedgedAboveHalfOfTheTokens() {
        List<Answer> next = new ArrayList<>(List.of(FAILS));
        Service service = hedged(2, 10, 0.1, number -> next.get(0));
        assertThat(attempts(service, 3)).isEqualTo(5);
        assertThat(total(measures.hedged())).isEqualTo(2);
        assertThat(total(measures.hedgesOverBudget())).isEqualTo(1);
        assertThat(attempts(service, 5)).isEqualTo(5);
        next.set(0, SUCCEEDS);
        assertThat(attempts(service, 50)).isEqualTo(50);
        next.set(0, LATE);
        assertThat(attempts(service, 1)).as("late with 5 tokens").isEqualTo(1);
        assertThat(attempts(service, 1)).as("late with 5.1 tokens").isEqualTo(2);
        assertThat(total(measures.hedgesOverBudget())).isEqualTo(7);
    }

    /** Attempts of failures that are independent, against a count of the tokens beside the policy. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.0909, 0.15, 0.5})
    void attemptsAreThoseOfTheTokens(double failing) {
        KeyedRandom failures = new KeyedRandom(KeyedRandom.key(1, 0, "hedge tokens"));
        IntFunction<Answer> answers = number -> failures.withIdentity(number).uniform() < failing ? FAILS : SUCCEEDS;
        int expected = 0;
        int tokens = 10_000;
        for (int call = 0; call < 2000; call++) {
            boolean more = true;
            for (int attempt = 1; more; attempt++) {
                boolean fails = answers.apply(expected++).equals(FAILS);
                tokens = fails ? Math.max(0, tokens - 1000) : Math.min(10_000, tokens + 100);
                more = fails && attempt < 4 && tokens > 5000;
            }
        }
        assertThat(attempts(hedged(4, 10, 0.1, answers), 2000)).isEqualTo(expected);
    }

    /** The call waits for the attempt in flight. The pushback has taken the only token: the next call has no hedge. */
    @Test
    void pushbackStopsHedgingAndTakesAToken() {
        Answer[] answers = {LATE, new Answer(Outcome.LIMITED, 2), SUCCEEDS, LATE};
        Service service = hedged(4, 1, 0.1, number -> answers[Math.min(number, 3)]);
        assertThat(attempts(service, 1)).isEqualTo(2);
        assertThat(bench.responses).containsExactly("call ok 50.0");
        assertThat(attempts(service, 2)).isEqualTo(2);
        assertThat(total(measures.hedgesOverBudget())).isEqualTo(1);
    }

    @Test
    void attemptThatEndsAfterItsCallTakesNoToken() {
        Answer[] answers = {new Answer(Outcome.FAILED, 50), SUCCEEDS};
        Service service = hedged(2, 1, 0.1, number -> answers[number % 2]);
        assertThat(attempts(service, 2)).isEqualTo(4);
        assertThat(total(measures.hedgesOverBudget())).isZero();
    }

    @Test
    void crashOfTheClientOpensANewBucket() {
        Service service = hedged(2, 3, 0.1, number -> FAILS);
        assertThat(attempts(service, 2)).isEqualTo(3);
        bench.scheduleAt(calls * EVERY, () -> place.begin(FailureMode.CRASH));
        bench.scheduleAt(calls * EVERY + MS, () -> place.end(FailureMode.CRASH));
        calls++;
        assertThat(attempts(service, 1)).isEqualTo(2);
    }
}
