package dev.brownout.policy.timeout;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.service.Service;
import org.junit.jupiter.api.Test;

class TimeoutTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final Host other = bench.host("db", "1", "");

    private void call(String name, long workNanos) {
        Service service = new Timeout(bench.simulation, place, 100 * MS, 3).wrap(bench.answering(other, workNanos));
        service.call(bench.request(), bench.reply(name));
    }

    @Test
    void responsesInTimePassAndLateOnesTimeOut() {
        call("quick", 99 * MS);
        call("late", 101 * MS);
        bench.simulation.runUntil(SECOND);
        assertThat(bench.responses).containsExactly("quick ok 99.0", "late timed_out 100.0");
    }

    @Test
    void pausedCallerTimesOutAfterThePause() {
        call("a", 500 * MS);
        bench.scheduleAt(50 * MS, () -> place.begin(FailureMode.PAUSE));
        bench.scheduleAt(300 * MS, () -> place.end(FailureMode.PAUSE));
        bench.simulation.runUntil(SECOND);
        assertThat(bench.responses).containsExactly("a timed_out 300.0");
    }

    @Test
    void crashedCallerDoesNotTimeOut() {
        call("a", 500 * MS);
        bench.scheduleAt(50 * MS, () -> place.begin(FailureMode.CRASH));
        bench.scheduleAt(60 * MS, () -> place.end(FailureMode.CRASH));
        bench.simulation.runUntil(400 * MS);
        assertThat(bench.responses).isEmpty();
    }
}
