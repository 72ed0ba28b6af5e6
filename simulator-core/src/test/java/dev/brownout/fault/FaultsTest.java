package dev.brownout.fault;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.Host;
import dev.brownout.network.Bandwidth;
import dev.brownout.network.Edge;
import dev.brownout.network.Link;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.service.Service;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Share;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.component.FlushableCache;
import dev.brownout.spi.fault.LoadFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outcomes of calls for each fault: one call is sent before the fault, one during it, and one after it. */
class FaultsTest {
    private final NetworkTestBench bench = new NetworkTestBench(MS / 2);
    private final Host caller = bench.host("web", "1", "");
    private final Host callee = bench.host("db", "1", "");
    private int flushes;

    private final Component component = new CachingComponent();

    private final class CachingComponent implements Component, FlushableCache {
        @Override
        public Service connect(Host from, CallTarget route) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Host> hosts() {
            return List.of(callee);
        }

        @Override
        public void flush() {
            flushes++;
        }
    }

    private final FaultTargets targets = new FaultTargets() {
        @Override
        public List<Host> hosts() {
            return List.of(callee);
        }

        @Override
        public List<Link> links() {
            return bench.network.links("", "");
        }

        @Override
        public List<Link> forwardLinks() {
            return bench.network.links("", "");
        }

        @Override
        public List<Component> components() {
            return List.of(component);
        }

        @Override
        public boolean wholeRegion() {
            return false;
        }
    };

    static Stream<Arguments> verbs() {
        DegradeLinkFault slower = new DegradeLinkFault(Duration.ofMillis(100), new Share(0), Optional.empty());
        DegradeLinkFault narrow =
                new DegradeLinkFault(Duration.ZERO, new Share(0), Optional.of(new Bandwidth(800_000)));
        return Stream.of(
                Arguments.of(new CrashFault(), "inside reset 5.25", "during refused 6.5"),
                Arguments.of(new PowerOffFault(), "inside timed_out 1000.0", "during timed_out 1006.0"),
                Arguments.of(new BlackholeFault(), "inside timed_out 1000.0", "during timed_out 1006.0"),
                Arguments.of(new HangFault(), "inside timed_out 1000.0", "during timed_out 1006.0"),
                Arguments.of(new PauseFault(), "inside timed_out 1000.0", "during timed_out 1006.0"),
                Arguments.of(new ErrorInjectionFault(new Share(1)), "inside ok 10.5", "during failed 6.5"),
                Arguments.of(new SlowFault(new Factor(3)), "inside ok 10.5", "during ok 36.5"),
                Arguments.of(
                        new PartitionFault(PartitionFault.Direction.BOTH_WAYS),
                        "inside timed_out 1000.0",
                        "during timed_out 1006.0"),
                Arguments.of(slower, "inside ok 110.5", "during ok 216.5"),
                Arguments.of(narrow, "inside ok 20.5", "during ok 26.5"),
                Arguments.of(new FlushFault(), "inside ok 10.5", "during ok 16.5"),
                Arguments.of(new TrafficFault(new Factor(3)), "inside ok 10.5", "during ok 16.5"));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void callersSeeTheOutcomeOfEachFault(FaultSpec verb, String inside, String during) {
        Service working = (request, reply) ->
                bench.answering(callee, callee.slowedNanos(10 * MS)).call(request, reply);
        Edge edge = bench.edge(caller, callee, working, SECOND);
        edge.send(caller, bench.request(), bench.reply("inside"));
        bench.scheduleAt(5 * MS, () -> verb.begin(targets));
        bench.scheduleAt(6 * MS, () -> edge.send(caller, bench.request(), bench.reply("during")));
        bench.scheduleAt(2 * SECOND, () -> verb.end(targets));
        bench.scheduleAt(3 * SECOND, () -> edge.send(caller, bench.request(), bench.reply("after")));
        bench.simulation.runUntil(10 * SECOND);
        assertThat(bench.responses).containsExactlyInAnyOrder(inside, during, "after ok 3010.5");
        assertThat(callee.meter().callsInside()).isZero();
    }

    @Test
    void flushRunsOnceAndTrafficScalesTheLoad() {
        new FlushFault().begin(targets);
        new FlushFault().end(targets);
        assertThat(flushes).isEqualTo(1);
        assertThat(LoadFault.of(new TrafficFault(new Factor(3))).loadFactor()).isEqualTo(3);
        assertThat(LoadFault.of(new CrashFault()).loadFactor()).isEqualTo(1);
    }
}
