package dev.brownout.component.cache;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.host.Host;
import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A cache client's view of the nodes: the nodes in use, and the node of each key. */
class CacheClient implements Host.Resident {
    /** Result of {@link #nodeOf} if no node is in use. */
    static final int NO_NODE = -1;

    private final KeyDirectory directory;
    private final List<Host> nodes;
    private int[] used;
    private Placement placement;

    CacheClient(KeyDirectory directory, List<Host> nodes) {
        this.directory = directory;
        this.nodes = nodes;
        nodes.forEach(node -> node.attach(this));
    }

    /** Returns every node, in use or not. */
    final List<Host> nodes() {
        return nodes;
    }

    /** Returns the nodes in use. */
    final List<Host> inUse() {
        List<Host> inUse = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (uses(i)) {
                inUse.add(nodes.get(i));
            }
        }
        return inUse;
    }

    /** Returns the index of the node that has a key; -1 if no node is in use. */
    int nodeOf(int key) {
        if (used == null) {
            complete();
        }
        return switch (used.length) {
            case 0 -> NO_NODE;
            case 1 -> used[0];
            default -> used[placement.nodeOf(Hashing.hash(key))];
        };
    }

    private void complete() {
        List<Host> inUse = inUse();
        used = inUse.stream().mapToInt(nodes::indexOf).toArray();
        placement = inUse.isEmpty() ? null : directory.placementOn(inUse);
    }

    /** Returns whether a node is in use. */
    boolean uses(int node) {
        return nodes.get(node).membership().inService();
    }

    /** Invalidates the cached set of nodes in use. */
    final void discard() {
        used = null;
    }

    @Override
    public final void membershipChanged() {
        discard();
    }

    /** Returns whether {@link #recordOutcome} must be called for each call. */
    boolean watches() {
        return false;
    }

    /** Records the outcome of a call to a node. */
    void recordOutcome(int node, Outcome outcome) {}
}
