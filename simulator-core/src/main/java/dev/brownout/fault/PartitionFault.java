package dev.brownout.fault;

import dev.brownout.network.Link;
import dev.brownout.sentence.Sentence;
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
@Doc("Both sides are up but cannot communicate: messages between them are lost, in both "
        + "directions or in one. A side is a region, a component, a node or a zone.")
@ModelSheet(
        models = "A partition of two regions cuts all traffic between them. A partition of "
                + "components, nodes or zones affects no other traffic: 'partition web ~ db' leaves "
                + "both their other callers. Messages in transit arrive. With one-way, the first side "
                + "cannot reach the second; calls of the second arrive at the first, and their "
                + "responses are lost. The node on which a database keeps its lease is "
                + "db/lease.",
        leftOut = "Partial loss: use degrade with a loss. Users on one side: partition their region.")
@Example("""
        faults:
          - at 4m: partition region/east ~ region/west for 20s as split
          - at 5m: partition web ~ db/primary one-way for 20s
        """)
public record PartitionFault(
        @Doc("Direction of the partition.") @Default("both-ways")
        Direction direction) implements FaultSpec {

    /** Directions of the partition. */
    public enum Direction {
        /** Neither side reaches the other. */
        @Doc("Neither side can reach the other.")
        BOTH_WAYS,
        /** The first side cannot reach the second. */
        @Doc("The first side cannot reach the second.")
        ONE_WAY
    }

    @Override
    public Sentence label(String name) {
        return Sentence.of(direction == Direction.ONE_WAY ? "{} partitioned one way" : "{} partitioned", name);
    }

    private List<Link> cut(FaultTargets targets) {
        return direction == Direction.ONE_WAY ? targets.forwardLinks() : targets.links();
    }

    @Override
    public void begin(FaultTargets targets) {
        cut(targets).forEach(Link::cut);
    }

    @Override
    public void end(FaultTargets targets) {
        cut(targets).forEach(Link::endPartition);
    }
}
