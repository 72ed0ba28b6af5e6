package dev.brownout.component.idgenerator;

import dev.brownout.component.idgenerator.IdGeneratorSpec.Scheme;
import dev.brownout.identifier.Layout;
import dev.brownout.node.Cores;
import dev.brownout.random.Constant;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.Sketch;
import dev.brownout.wiring.StationSketch;
import dev.brownout.wiring.StationSketch.Work;
import java.util.List;
import java.util.Optional;

/** What the load asks of a generator's machines: a commit for each segment, or a place in a worker's millisecond. */
final class IssueSketch {
    private static final double MILLI = 1e6;

    private final IdGeneratorSpec spec;
    private final Sketch sketch;

    IssueSketch(IdGeneratorSpec spec, Sketch sketch) {
        this.spec = spec;
        this.sketch = sketch;
    }

    void draw() {
        double calls = 0;
        for (Demand demand : sketch.demands()) {
            calls += demand.perSecond() / spec.segment();
            sketch.follow(demand, demand.rest());
        }
        if (spec.scheme() == Scheme.SNOWFLAKE) {
            double place = MILLI / new Layout(spec.worker_bits(), spec.sequence_bits()).perMillisecond();
            station(calls, StationSketch.ANY_NUMBER, new Work(calls, new Constant(place), false));
        } else if (!spec.scheme().local()) {
            station(calls, spec.queue(), new Work(calls, spec.commit(), true));
        }
    }

    private void station(double calls, int places, Work work) {
        sketch.station(new StationSketch(
                "",
                sketch.standing(spec.nodes()),
                1,
                places,
                Cores.Scheduling.FIFO,
                calls,
                List.of(work),
                spec.segment() > 1
                        ? Optional.of("most identifiers are given out by the caller itself")
                        : Optional.empty()));
    }
}
