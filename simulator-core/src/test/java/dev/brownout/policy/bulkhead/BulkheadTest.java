package dev.brownout.policy.bulkhead;

import static dev.brownout.network.NetworkTestBench.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.service.Service;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkheadTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final BulkheadSpec.Measures measures =
            new BulkheadSpec.Measures(new Counter(bench.grid), new TimeWeighted(bench.grid));

    private Bulkhead filter;

    private Service bulkhead(int concurrent, long waitMillis, Optional<Integer> queue) {
        BulkheadSpec spec = new BulkheadSpec(concurrent, Duration.ofMillis(waitMillis), queue);
        filter = new Bulkhead(spec, bench.simulation, place, 7, measures);
        return filter.wrap(bench.answering(place, 100 * MS));
    }

    private void calls(Service service, String... names) {
        for (String name : names) {
            service.call(bench.request(), bench.reply(name));
        }
    }

    @Test
    void rejectsCallsWithoutAFreeSlot() {
        Service bulkhead = bulkhead(2, 0, Optional.empty());
        calls(bulkhead, "a", "b", "c");
        bench.scheduleAt(100 * MS, () -> calls(bulkhead, "d"));
        bench.simulation.runUntil(1000 * MS);
        assertThat(bench.responses).containsExactly("c rejected 0.0", "a ok 100.0", "b ok 100.0", "d ok 200.0");
        assertThat(measures.bulkheadRejected().total(bench.grid.span(0, bench.grid.end())))
                .isEqualTo(1);
    }

    @Test
    void queuesInOrderAndRejectsAfterTheMaximumWait() {
        Service bulkhead = bulkhead(1, 150, Optional.of(2));
        calls(bulkhead, "a", "b", "c", "d");
        assertThat(filter.waiting()).isEqualTo(2);
        bench.simulation.runUntil(1000 * MS);
        assertThat(bench.responses).containsExactly("d rejected 0.0", "a ok 100.0", "c rejected 150.0", "b ok 200.0");
        assertThat(measures.bulkheadHeld().value()).isZero();
    }

    @Test
    void isEmptyAfterACrash() {
        Service bulkhead = bulkhead(1, 150, Optional.empty());
        calls(bulkhead, "a", "b");
        bench.scheduleAt(50 * MS, () -> {
            place.begin(FailureMode.CRASH);
            place.end(FailureMode.CRASH);
            calls(bulkhead, "c", "d");
        });
        bench.simulation.runUntil(1000 * MS);
        assertThat(bench.responses).containsExactly("c ok 150.0", "d ok 250.0");
    }
}
