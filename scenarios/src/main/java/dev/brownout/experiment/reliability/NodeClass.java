package dev.brownout.experiment.reliability;

import dev.brownout.runtime.FailingNodes.FailingNode;
import java.util.List;

/**
 * Nodes of one component that are interchangeable: the same role, region and zone.
 *
 * @param group index of the failure group of the component
 * @param label name for users, such as {@code web} or {@code db/primary}
 * @param nodes the nodes
 * @param symmetric whether each choice of a number of these nodes has the same effect on requests; otherwise the effect
 *     is averaged over random choices
 */
record NodeClass(int group, String label, List<FailingNode> nodes, boolean symmetric) {
    NodeClass {
        nodes = List.copyOf(nodes);
    }

    /** Returns the number of nodes. */
    int size() {
        return nodes.size();
    }
}
