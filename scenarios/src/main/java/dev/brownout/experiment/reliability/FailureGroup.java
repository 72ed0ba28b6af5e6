package dev.brownout.experiment.reliability;

import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;

/**
 * Failure process of the nodes of one component. Groups are independent of each other.
 *
 * @param component name of the component
 * @param nodes number of nodes
 * @param toFailure distribution of times to failure, in ns
 * @param ofRepair distribution of repair times without the wait for a crew, in ns
 * @param crews number of nodes in repair at the same time; {@code Integer.MAX_VALUE} for no limit
 * @param needs required number of working nodes; 0 if the scenario sets none
 */
public record FailureGroup(
        String component, int nodes, Distribution toFailure, Distribution ofRepair, int crews, int needs) {
    /** Returns whether all times are exponential. */
    boolean isMarkov() {
        return toFailure instanceof ExponentialDistribution && ofRepair instanceof ExponentialDistribution;
    }

    /** Returns whether no node waits for a repair crew. */
    boolean hasEnoughCrews() {
        return crews >= nodes;
    }

    /** Returns whether fewer nodes work than the component needs. Never if it has no {@code needs}. */
    boolean isShort(int down) {
        return nodes - down < needs;
    }
}
