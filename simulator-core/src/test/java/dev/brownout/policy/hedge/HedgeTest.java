package dev.brownout.policy.hedge;

import static dev.brownout.network.NetworkTestBench.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.HedgeBudgetSpec;
import dev.brownout.policy.LatenessThreshold;
import dev.brownout.policy.RetryBudgetSpec;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HedgeTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final HedgeSpec.Measures measures =
            new HedgeSpec.Measures(new Counter(bench.grid), new Counter(bench.grid), new Counter(bench.grid));
    private final List<String> seen = new ArrayList<>();
    private int calls;

    private Hedge hedge(int attempts, Optional<HedgeBudgetSpec> budget) {
        HedgeSpec spec = new HedgeSpec(
                Optional.of(Duration.ofMillis(10)), Optional.empty(), attempts, budget, HedgeCancellation.ON_SUCCESS);
        return new Hedge(spec, bench.simulation, place, measures, null);
    }

    /** Returns a service that responds to attempt i after {@code millis[i]} ms. A negative number is a failure. */
    private Service scripted(long... millis) {
        return (request, reply) -> {
            int number = calls++;
            seen.add("sent " + number + " at " + bench.simulation.now() / MS);
            request.token()
                    .listen(outcome -> seen.add(number + " " + outcome.label() + " at " + bench.simulation.now() / MS));
            long after = millis[number % millis.length];
            place.schedule(Math.abs(after) * MS, () -> reply.accept(after < 0 ? Outcome.FAILED : Outcome.OK, number));
        };
    }

    private long total(Counter counter) {
        return counter.total(bench.grid.span(0, bench.grid.end()));
    }

    private void run(Hedge hedge, Service service) {
        hedge.wrap(service).call(bench.request(), bench.reply("call"));
        bench.simulation.runUntil(1000 * MS);
    }

    @Test
    void fastResponseCausesNoHedge() {
        run(hedge(2, Optional.empty()), scripted(9));
        assertThat(bench.responses).containsExactly("call ok 9.0");
        assertThat(seen).containsExactly("sent 0 at 0");
    }

    @Test
    void firstSuccessWinsAndOtherAttemptsAreCancelled() {
        run(hedge(3, Optional.empty()), scripted(100, 15, 100));
        assertThat(bench.responses).containsExactly("call ok 25.0");
        assertThat(seen)
                .containsExactly(
                        "sent 0 at 0", "sent 1 at 10", "sent 2 at 20", "0 cancelled at 25", "2 cancelled at 25");
        assertThat(total(measures.hedged())).isEqualTo(2);
        assertThat(total(measures.hedgesWon())).isEqualTo(1);
    }

    @Test
    void failureSendsTheNextAttemptImmediately() {
        run(hedge(3, Optional.empty()), scripted(-5, 100, -1));
        assertThat(seen).startsWith("sent 0 at 0", "sent 1 at 5", "sent 2 at 15");
        assertThat(bench.responses).containsExactly("call ok 105.0");
    }

    @Test
    void callFailsOnlyWhenAllAttemptsFail() {
        run(hedge(2, Optional.empty()), scripted(-30, -40));
        assertThat(bench.responses).containsExactly("call failed 50.0");
        assertThat(seen).containsExactly("sent 0 at 0", "sent 1 at 10");
    }

    @Test
    void budgetLimitsHedges() {
        Service hedged = hedge(2, Optional.of(new RetryBudgetSpec.RequestShare(new Share(0.1), new Rate(0))))
                .wrap(scripted(50));
        for (int i = 0; i < 40; i++) {
            hedged.call(bench.request(), bench.reply("call"));
        }
        bench.simulation.runUntil(1000 * MS);
        assertThat(total(measures.hedged())).isEqualTo(4);
        assertThat(total(measures.hedgesOverBudget())).isEqualTo(36);
    }

    @Test
    void cancelledCallSendsNoHedge() {
        CancellationToken token = new CancellationToken();
        hedge(2, Optional.empty())
                .wrap(scripted(100))
                .call(bench.request().withCancellation(token), bench.reply("call"));
        bench.scheduleAt(5 * MS, () -> token.end(Outcome.CANCELLED));
        bench.simulation.runUntil(50 * MS);
        assertThat(seen).containsExactly("sent 0 at 0", "0 cancelled at 5");
    }

    @Test
    void percentileIsThatOfTheLatestResponses() {
        LatenessThreshold lateness = new LatenessThreshold(0.95);
        for (int i = 1; i < 100; i++) {
            lateness.record(i);
        }
        assertThat(lateness.isKnown()).isFalse();
        lateness.record(100);
        assertThat(lateness.delayNanos()).isEqualTo(97);
        for (int i = 0; i < 1000; i++) {
            lateness.record(7);
        }
        assertThat(lateness.delayNanos()).isEqualTo(8);
    }

    @Test
    void percentileHedgesBeginAfterAHundredResponses() {
        HedgeSpec spec = new HedgeSpec(
                Optional.empty(), Optional.of(new Share(0.5)), 2, Optional.empty(), HedgeCancellation.ON_SUCCESS);
        long[] millis = LongStream.concat(LongStream.generate(() -> 20).limit(101), LongStream.of(21, 20))
                .toArray();
        Service hedged = new Hedge(spec, bench.simulation, place, measures, null).wrap(scripted(millis));
        for (int i = 0; i < 100; i++) {
            hedged.call(bench.request(), bench.reply("call"));
        }
        bench.simulation.runUntil(100 * MS);
        assertThat(total(measures.hedged())).isZero();
        hedged.call(bench.request(), bench.reply("equal"));
        bench.simulation.runUntil(150 * MS);
        assertThat(total(measures.hedged())).isZero();
        hedged.call(bench.request(), bench.reply("late"));
        bench.simulation.runUntil(200 * MS);
        assertThat(total(measures.hedged())).isEqualTo(1);
    }
}
