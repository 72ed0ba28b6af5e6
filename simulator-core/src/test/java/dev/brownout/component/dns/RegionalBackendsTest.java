package dev.brownout.component.dns;

import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.network.Probe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks of a region and of a load balancer, sent at 10 s with a timeout of 9 s. */
class RegionalBackendsTest {
    private static final long SENT = 10 * SECOND;
    private static final long TIMEOUT = 9 * SECOND;

    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final List<String> verdicts = new ArrayList<>();

    private void check(List<Host> hosts) {
        bench.scheduleAt(
                SENT,
                () -> new RegionalBackends("", hosts)
                        .check(bench.simulation, "dns", TIMEOUT)
                        .run(this::record));
    }

    private void record(boolean passed) {
        verdicts.add(passed + " at " + bench.simulation.now() / SECOND);
    }

    private void fail(Host host, FailureMode mode, long begin, long end) {
        bench.scheduleAt(begin, () -> host.begin(mode));
        bench.scheduleAt(end, () -> host.end(mode));
    }

    /** A check that is sent into an outage has the result of a balancer's check, whenever the outage ends. */
    @ParameterizedTest
    @EnumSource
    void aRegionAndABalancerHaveEqualChecks(FailureMode mode) {
        for (long begin : new long[] {1, 9, 11}) {
            for (long end = begin + 1; end < 24; end += 2) {
                verdicts.clear();
                NetworkTestBench own = new NetworkTestBench(0);
                Host host = own.host("web", "1", "");
                Probe probe = new Probe(
                        own.simulation, own.network, own.host("lb", "1", ""), host, Probe.Depth.HTTP, TIMEOUT);
                RegionalBackends region = new RegionalBackends("", List.of(host));
                List<String> balancer = new ArrayList<>();
                own.scheduleAt(begin * SECOND, () -> host.begin(mode));
                own.scheduleAt(end * SECOND, () -> host.end(mode));
                own.scheduleAt(SENT, () -> {
                    probe.run(passed -> balancer.add(passed + " at " + own.simulation.now() / SECOND));
                    region.check(own.simulation, "dns", TIMEOUT)
                            .run(passed -> verdicts.add(passed + " at " + own.simulation.now() / SECOND));
                });
                own.simulation.runUntil(60 * SECOND);
                assertThat(verdicts)
                        .as("from %d s to %d s", begin, end)
                        .hasSize(1)
                        .isEqualTo(balancer);
                boolean silent = mode.isSilent() && begin * SECOND < SENT && end * SECOND > SENT;
                assertThat(!silent || verdicts.equals(List.of("false at 19"))).isTrue();
            }
        }
    }

    @Test
    void aRegionPassesWithOneOfItsHosts() {
        Host dark = bench.host("web", "1", "");
        Host up = bench.host("web", "2", "");
        fail(dark, FailureMode.POWER_OFF, SECOND, 100 * SECOND);
        check(List.of(dark, up));
        bench.simulation.runUntil(60 * SECOND);
        assertThat(verdicts).containsExactly("true at 10");
    }

    @Test
    void aRegionFailsWithTheLastOfItsHosts() {
        Host dark = bench.host("web", "1", "");
        Host dead = bench.host("web", "2", "");
        fail(dark, FailureMode.BLACKHOLE, SECOND, 12 * SECOND);
        fail(dead, FailureMode.CRASH, SECOND, 12 * SECOND);
        check(List.of(dark, dead));
        bench.simulation.runUntil(60 * SECOND);
        assertThat(verdicts).containsExactly("false at 19");
    }

    @Test
    void aPausedHostRespondsWhenItContinues() {
        Host paused = bench.host("web", "1", "");
        Host dark = bench.host("web", "2", "");
        fail(paused, FailureMode.PAUSE, SECOND, 15 * SECOND);
        fail(dark, FailureMode.POWER_OFF, SECOND, 11 * SECOND);
        check(List.of(paused, dark));
        bench.simulation.runUntil(60 * SECOND);
        assertThat(verdicts).containsExactly("true at 15");
    }
}
