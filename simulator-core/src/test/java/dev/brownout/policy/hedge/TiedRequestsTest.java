package dev.brownout.policy.hedge;

import static dev.brownout.network.NetworkTestBench.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tied requests: the order of beginnings, withdrawals and responses of two copies of a call. */
class TiedRequestsTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final HedgeSpec.Measures measures =
            new HedgeSpec.Measures(new Counter(bench.grid), new Counter(bench.grid), new Counter(bench.grid));
    private final HedgeSpec.TiedMeasures tied =
            new HedgeSpec.TiedMeasures(new Counter(bench.grid), new Counter(bench.grid));
    private final List<String> seen = new ArrayList<>();
    private int calls;

    private long total(Counter counter) {
        return counter.total(bench.grid.span(0, bench.grid.end()));
    }

    /** Sends a call. Its copies wait, and work or fail, for the given times in ms. A negative time is a failure. */
    private void run(long afterMs, long[] waits, long[] works) {
        HedgeSpec spec = new HedgeSpec(
                Optional.of(Duration.ofMillis(afterMs)),
                Optional.empty(),
                waits.length,
                Optional.empty(),
                HedgeCancellation.WHEN_BEGUN);
        Service service = (request, reply) -> {
            int number = calls++;
            seen.add("sent " + number + " at " + bench.simulation.now() / MS);
            CancellationToken token = request.token();
            token.listen(outcome -> {
                seen.add(number + " withdrawn at " + bench.simulation.now() / MS);
                reply.accept(Outcome.CANCELLED, 0);
            });
            place.schedule(waits[number] * MS, () -> {
                if (!token.isCancelled()) {
                    seen.add(number + " begins at " + bench.simulation.now() / MS);
                    token.begin();
                    Outcome outcome = works[number] < 0 ? Outcome.FAILED : Outcome.OK;
                    place.schedule(Math.abs(works[number]) * MS, () -> reply.accept(outcome, 0));
                }
            });
        };
        new Hedge(spec, bench.simulation, place, measures, tied)
                .wrap(service)
                .call(bench.request(), bench.reply("call"));
        bench.simulation.runUntil(1000 * MS);
    }

    @Test
    void copyThatBeginsWithdrawsTheOther() {
        run(1, new long[] {50, 9}, new long[] {5, 20});
        assertThat(seen).containsExactly("sent 0 at 0", "sent 1 at 1", "1 begins at 10", "0 withdrawn at 10");
        assertThat(bench.responses).containsExactly("call ok 30.0");
        assertThat(total(measures.hedged())).isEqualTo(1);
        assertThat(total(measures.hedgesWon())).isEqualTo(1);
        assertThat(total(tied.tiedWithdrawn())).isEqualTo(1);
        assertThat(total(tied.tiedBoth())).isZero();
    }

    @Test
    void workThatBeginsBeforeTheDelayIsTheOnlyOne() {
        run(1, new long[] {0, 0}, new long[] {50, 1});
        assertThat(seen).containsExactly("sent 0 at 0", "0 begins at 0");
        assertThat(bench.responses).containsExactly("call ok 50.0");
    }

    @Test
    void callerReceivesTheFailureOfTheStartedCopy() {
        run(1, new long[] {5, 50}, new long[] {-5, 5});
        assertThat(seen).containsExactly("sent 0 at 0", "sent 1 at 1", "0 begins at 5", "1 withdrawn at 5");
        assertThat(bench.responses).containsExactly("call failed 10.0");
    }

    @Test
    void failureBeforeTheDelaySendsTheOtherCopy() {
        run(20, new long[] {0, 0}, new long[] {-5, 5});
        assertThat(seen).containsExactly("sent 0 at 0", "0 begins at 0", "sent 1 at 5", "1 begins at 5");
        assertThat(bench.responses).containsExactly("call ok 10.0");
    }
}
