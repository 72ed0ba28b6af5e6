package dev.brownout.host;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.Edge;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.network.TierEdges;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostLifecycleTest {
    private final NetworkTestBench bench = new NetworkTestBench(2 * MS);
    private final Host caller = bench.host("lb", "1", "");
    private final Host one = bench.host("web", "1", "");
    private final Host two = bench.host("web", "2", "");

    private Edge edge(Host host) {
        return bench.edge(caller, host, bench.answering(host, 10 * SECOND), 0);
    }

    private void call(String name, Edge edge) {
        edge.send(caller, bench.request(), bench.reply(name));
    }

    @Test
    void drainingHostIsNotSelectedAndFinishesItsCalls() {
        Edge first = edge(one);
        Edge second = edge(two);
        TierEdges routes = new TierEdges(List.of(first, second), bench.simulation, 0);
        call("a", second);
        bench.simulation.runUntil(SECOND);
        two.membership().drain();
        assertThat(routes.inService()).containsExactly(first);
        assertThat(routes.all()).containsExactly(first, second);
        assertThat(two.membership().isWorking()).isTrue();
        bench.simulation.runUntil(11 * SECOND);
        assertThat(two.membership().isWorking()).isFalse();
        assertThat(bench.responses).containsExactly("a ok 10002.0");
    }

    @Test
    void leavingHostResetsOpenCallsAndRefusesLaterOnes() {
        Edge edge = edge(two);
        call("a", edge);
        bench.simulation.runUntil(4 * SECOND);
        two.membership().drain();
        two.membership().leave();
        call("b", edge);
        bench.simulation.runUntil(20 * SECOND);
        assertThat(bench.responses).containsExactly("a reset 4001.0", "b refused 4002.0");
    }

    @Test
    void newHostInheritsOnlyThePowerFaultOfItsLocation() {
        two.begin(FailureMode.CRASH);
        two.slow(10);
        two.begin(FailureMode.POWER_OFF);
        two.membership().leave();
        two.membership().start();
        two.membership().join();
        assertThat(two.state()).isEqualTo(Host.State.DARK);
        two.end(FailureMode.POWER_OFF);
        assertThat(two.state()).isEqualTo(Host.State.UP);
        assertThat(two.slowedNanos(SECOND)).isEqualTo(SECOND);
        two.begin(FailureMode.CRASH);
        two.slow(10);
        two.end(FailureMode.CRASH);
        two.endSlow(10);
        assertThat(two.state()).isEqualTo(Host.State.CRASHED);
        assertThat(two.slowedNanos(SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void startingHostHasNoProcess() {
        two.membership().leave();
        two.membership().start();
        assertThat(two.state()).isEqualTo(Host.State.CRASHED);
        two.membership().join();
        assertThat(two.state()).isEqualTo(Host.State.UP);
        assertThat(two.incarnation()).isEqualTo(1);
    }

    @Test
    void coresCountWhileTheProcessRuns() {
        Occupancy busy = new Occupancy(bench.grid);
        TimeWeighted queue = new TimeWeighted(bench.grid);
        new FifoCores(bench.simulation, two, 4, 10, busy, queue);
        two.membership().awaitStart();
        bench.simulation.runUntil(10 * SECOND);
        two.membership().start();
        bench.simulation.runUntil(15 * SECOND);
        two.membership().join();
        bench.simulation.runUntil(25 * SECOND);
        two.membership().drain();
        bench.simulation.runUntil(28 * SECOND);
        two.membership().leave();
        bench.simulation.runUntil(40 * SECOND);
        busy.complete(bench.simulation.now());
        assertThat(busy.capacityArea(bench.grid.span(0, 40 * SECOND)).longValueExact())
                .isEqualTo(4 * 13 * SECOND);
        assertThat(busy.capacityArea(bench.grid.span(20 * SECOND, 30 * SECOND)).longValueExact())
                .isEqualTo(4 * 8 * SECOND);
    }
}
