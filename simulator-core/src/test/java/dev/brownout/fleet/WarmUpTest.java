package dev.brownout.fleet;

import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.spec.Factor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host host = bench.host("web", "1", "");

    WarmUpTest() {
        new WarmUp(new WarmUpSpec(Duration.ofSeconds(30), new Factor(3)), bench.simulation, host);
    }

    @Test
    void hostIsWarmFromTheStart() {
        assertThat(host.slowedNanos(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void restartedProcessIsSlowDuringItsWarmUp() {
        host.begin(FailureMode.CRASH);
        assertThat(host.slowedNanos(SECOND)).isEqualTo(SECOND);
        host.end(FailureMode.CRASH);
        bench.simulation.runUntil(29 * SECOND);
        assertThat(host.slowedNanos(SECOND)).isEqualTo(3 * SECOND);
        bench.simulation.runUntil(30 * SECOND);
        assertThat(host.slowedNanos(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void restartDuringTheWarmUpBeginsItAgain() {
        host.begin(FailureMode.CRASH);
        host.end(FailureMode.CRASH);
        bench.simulation.runUntil(20 * SECOND);
        host.membership().leave();
        host.membership().start();
        host.membership().join();
        bench.simulation.runUntil(49 * SECOND);
        assertThat(host.slowedNanos(SECOND)).isEqualTo(3 * SECOND);
        bench.simulation.runUntil(51 * SECOND);
        assertThat(host.slowedNanos(SECOND)).isEqualTo(SECOND);
    }
}
