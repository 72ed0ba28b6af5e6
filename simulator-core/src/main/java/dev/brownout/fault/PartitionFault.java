package dev.brownout.fault;

import dev.brownout.network.Link;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import java.util.List;

/** Network partition between two sides that both keep running. */
@Kind("partition")
@Doc("Both sides are alive and cannot talk: silence across, in both directions or in one. The sides are regions, or"
        + " components, machines and zones.")
@ModelSheet(
        models = "What lies between two regions is cut with all that passes there; between components, machines or"
                + " zones nothing else is touched: 'partition web ~ db' leaves both their other callers. What is under"
                + " way arrives. With one-way the first side cannot reach the second; calls of the second arrive at the"
                + " first, and their answers are lost. The machine on which a database keeps its lease is"
                + " db/lease.",
        leftOut = "A part of the messages: use degrade for a loss. Users on one side: cut their region.")
@Example("""
        faults:
          - at 4m: partition region/east ~ region/west for 20s as split
          - at 5m: partition web ~ db/primary one-way for 20s
        """)
public record PartitionFault(
        @Doc("Which way is cut.") @Default("both-ways") Direction direction) implements FaultSpec {

    /** Directions of the partition. */
    public enum Direction {
        /** Neither side reaches the other. */
        @Doc("Neither side reaches the other.")
        BOTH_WAYS,
        /** The first side cannot reach the second. */
        @Doc("The first side cannot reach the second.")
        ONE_WAY
    }

    @Override
    public String label(String what) {
        return what + (direction == Direction.ONE_WAY ? " cut one way" : " cut");
    }

    private List<Link> cut(FaultTargets targets) {
        return direction == Direction.ONE_WAY ? targets.linksThere() : targets.links();
    }

    @Override
    public void begin(FaultTargets targets) {
        cut(targets).forEach(Link::cut);
    }

    @Override
    public void end(FaultTargets targets) {
        cut(targets).forEach(Link::mend);
    }
}
