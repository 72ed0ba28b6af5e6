package dev.brownout.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Processor sharing, step by step. */
class ProcessorSharingCoresTest {
    private static final long MILLI = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final TimeGrid grid = new TimeGrid(1000 * MILLI, 1000 * MILLI, List.of());
    private final Host host = new Host(simulation, "web", "1", Location.SINGLE, null);
    private final Occupancy busy = new Occupancy(grid);
    private final TimeWeighted queue = new TimeWeighted(grid);
    private final Map<String, Long> endedAt = new TreeMap<>();

    private final class Job extends Task {
        private final String name;

        Job(String name) {
            this.name = name;
        }

        @Override
        protected void onWorked() {
            endedAt.put(name, simulation.now() / MILLI);
        }
    }

    private void aLongJobAndThenAShortOne(Function<Integer, Cores> cores) {
        Cores one = cores.apply(1);
        simulation.scheduleAt(
                0, step -> assertThat(one.offer(new Job("long"), 100 * MILLI)).isTrue(), 0);
        simulation.scheduleAt(
                10 * MILLI,
                step -> assertThat(one.offer(new Job("short"), 10 * MILLI)).isTrue(),
                0);
        simulation.runUntil(1000 * MILLI);
    }

    private Cores shared(int cores) {
        return new ProcessorSharingCores(simulation, host, cores, 1, busy, queue);
    }

    @Test
    void shortJobOvertakesALongOneUnderProcessorSharing() {
        aLongJobAndThenAShortOne(this::shared);
        assertThat(endedAt).containsExactly(Map.entry("long", 110L), Map.entry("short", 30L));
    }

    @Test
    void shortJobWaitsBehindALongOneUnderFifo() {
        aLongJobAndThenAShortOne(cores -> new FifoCores(simulation, host, cores, 1, busy, queue));
        assertThat(endedAt).containsExactly(Map.entry("long", 100L), Map.entry("short", 110L));
    }

    @Test
    void jobUsesAtMostOneCoreAndExcessJobsAreRejected() {
        Cores two = shared(2);
        assertThat(two.offer(new Job("a"), 10 * MILLI)).isTrue();
        simulation.runUntil(5 * MILLI);
        assertThat(two.offer(new Job("b"), 10 * MILLI)).isTrue();
        assertThat(two.offer(new Job("c"), 10 * MILLI)).isTrue();
        assertThat(two.offer(new Job("d"), 10 * MILLI)).isFalse();
        assertThat(two.waiting()).isEqualTo(1);
        simulation.runUntil(1000 * MILLI);
        // From 5 ms on, three jobs share two cores. Job a has 5 ms left and takes 7.5 ms.
        // Jobs b and c then have 5 ms left, on a core each.
        assertThat(endedAt).containsExactly(Map.entry("a", 12L), Map.entry("b", 17L), Map.entry("c", 17L));
    }

    @Test
    void pauseSuspendsEveryJob() {
        Cores one = shared(1);
        assertThat(one.offer(new Job("a"), 10 * MILLI)).isTrue();
        simulation.scheduleAt(4 * MILLI, step -> host.begin(FailureMode.PAUSE), 0);
        simulation.scheduleAt(50 * MILLI, step -> host.end(FailureMode.PAUSE), 0);
        simulation.runUntil(1000 * MILLI);
        assertThat(endedAt).containsExactly(Map.entry("a", 56L));
    }
}
