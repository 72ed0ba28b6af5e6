package dev.brownout.host;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.NetworkTestBench;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host host = bench.host("web", "1", "");
    private final List<String> notifications = new ArrayList<>();

    private void listen() {
        host.attach(new Host.Resident() {
            @Override
            public void onCrash() {
                notifications.add("died " + host.state());
            }

            @Override
            public void onRestart() {
                notifications.add("restarted " + host.state());
            }

            @Override
            public void onSuspend() {
                notifications.add("frozen");
            }

            @Override
            public void onResume() {
                notifications.add("thawed " + host.state());
            }
        });
    }

    @Test
    void overlappingFaultsOfOneKindEndWithTheLast() {
        listen();
        host.begin(FailureMode.CRASH);
        host.begin(FailureMode.CRASH);
        host.end(FailureMode.CRASH);
        assertThat(host.state()).isEqualTo(Host.State.CRASHED);
        host.end(FailureMode.CRASH);
        assertThat(notifications).containsExactly("died CRASHED", "restarted UP");
        assertThat(host.incarnation()).isEqualTo(1);
    }

    @Test
    void stateIsThatOfTheWorstFault() {
        host.begin(FailureMode.HANG);
        assertThat(host.state()).isEqualTo(Host.State.HUNG);
        host.begin(FailureMode.PAUSE);
        assertThat(host.state()).isEqualTo(Host.State.PAUSED);
        host.begin(FailureMode.CRASH);
        assertThat(host.state()).isEqualTo(Host.State.CRASHED);
        host.begin(FailureMode.BLACKHOLE);
        assertThat(host.state()).isEqualTo(Host.State.DARK);
        host.begin(FailureMode.POWER_OFF);
        host.end(FailureMode.BLACKHOLE);
        assertThat(host.state()).isEqualTo(Host.State.DARK);
        host.end(FailureMode.POWER_OFF);
        host.end(FailureMode.CRASH);
        host.end(FailureMode.PAUSE);
        assertThat(host.state()).isEqualTo(Host.State.HUNG);
        host.end(FailureMode.HANG);
        assertThat(host.isUp()).isTrue();
    }

    @Test
    void processRestartsAfterBothCrashAndPowerFaultEnd() {
        listen();
        host.begin(FailureMode.POWER_OFF);
        host.begin(FailureMode.CRASH);
        host.end(FailureMode.POWER_OFF);
        assertThat(host.state()).isEqualTo(Host.State.CRASHED);
        host.end(FailureMode.CRASH);
        assertThat(notifications).containsExactly("died DARK", "restarted UP");
    }

    @Test
    void overlappingPauseAndHangAreOneSuspension() {
        listen();
        host.begin(FailureMode.PAUSE);
        host.begin(FailureMode.HANG);
        host.end(FailureMode.PAUSE);
        assertThat(host.isSuspended()).isTrue();
        host.end(FailureMode.HANG);
        assertThat(notifications).containsExactly("frozen", "thawed UP");
    }

    @Test
    void coresResumeBeforeStateListenersAreNotified() {
        TimeGrid grid = new TimeGrid(SECOND, SECOND, List.of());
        FifoCores cores = new FifoCores(
                bench.simulation, host, 1, Integer.MAX_VALUE, new Occupancy(grid), new TimeWeighted(grid));
        host.attach(new Host.Resident() {
            @Override
            public void stateChanged() {
                if (host.isUp()) {
                    cores.enqueueUnbounded(job(), 10 * MS);
                }
            }
        });
        bench.scheduleAt(50 * MS, () -> host.begin(FailureMode.PAUSE));
        bench.scheduleAt(100 * MS, () -> host.end(FailureMode.PAUSE));
        bench.simulation.runUntil(SECOND);
        assertThat(notifications).containsExactly("done 110");
    }

    private Task job() {
        return new Task() {
            @Override
            protected void onWorked() {
                notifications.add("done " + bench.simulation.now() / MS);
            }
        };
    }

    @Test
    void timerFiresAfterAPauseEvenOnAnUnreachableHost() {
        host.schedule(10 * MS, () -> notifications.add("rang " + bench.simulation.now() / MS));
        host.begin(FailureMode.PAUSE);
        host.begin(FailureMode.BLACKHOLE);
        bench.scheduleAt(50 * MS, () -> host.end(FailureMode.PAUSE));
        bench.simulation.runUntil(SECOND);
        assertThat(notifications).containsExactly("rang 50");
    }

    @Test
    void crashCancelsTimers() {
        host.schedule(10 * MS, () -> notifications.add("rang"));
        host.begin(FailureMode.CRASH);
        host.end(FailureMode.CRASH);
        bench.simulation.runUntil(SECOND);
        assertThat(notifications).isEmpty();
    }

    @Test
    void slownessAndErrorsMultiplyAndEndIndividually() {
        host.slow(10);
        host.slow(2);
        host.fail(0.5);
        host.fail(0.2);
        assertThat(host.slowedNanos(MS)).isEqualTo(20 * MS);
        assertThat(host.errorShare()).isEqualTo(0.6);
        host.endSlow(10);
        host.endFail(0.5);
        assertThat(host.slowedNanos(MS)).isEqualTo(2 * MS);
        assertThat(host.errorShare()).isEqualTo(1 - 0.8);
        host.endSlow(2);
        host.endFail(0.2);
        assertThat(host.slowedNanos(MS)).isEqualTo(MS);
        assertThat(host.errorShare()).isZero();
    }
}
