package dev.brownout.component.cache;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.host.Host;
import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What callers know of the nodes of a cache: which are in use, and which of them a key lives on. */
class CacheClient implements Host.Resident {
    /** The node of a key where none is in use. */
    static final int NOBODY = -1;

    private final KeyDirectory directory;
    private final List<Host> nodes;
    private int[] used;
    private Placement placement;

    CacheClient(KeyDirectory directory, List<Host> nodes) {
        this.directory = directory;
        this.nodes = nodes;
        nodes.forEach(node -> node.attach(this));
    }

    /** All nodes, in use or not. */
    final List<Host> nodes() {
        return nodes;
    }

    /** Those in use. */
    final List<Host> inUse() {
        List<Host> inUse = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (uses(i)) {
                inUse.add(nodes.get(i));
            }
        }
        return inUse;
    }

    /** The position of the node that a key lives on, or {@link #NOBODY}. */
    int nodeOf(int key) {
        if (used == null) {
            settle();
        }
        return switch (used.length) {
            case 0 -> NOBODY;
            case 1 -> used[0];
            default -> used[placement.nodeOf(Hashing.hash(key))];
        };
    }

    private void settle() {
        List<Host> inUse = inUse();
        used = inUse.stream().mapToInt(nodes::indexOf).toArray();
        placement = inUse.isEmpty() ? null : directory.over(inUse);
    }

    /** Whether a node is in use. */
    boolean uses(int node) {
        return nodes.get(node).membership().inService();
    }

    /** Which nodes are in use may have changed. */
    final void forget() {
        used = null;
    }

    @Override
    public final void membershipChanged() {
        forget();
    }

    /** Whether it wants to know how calls end. */
    boolean watches() {
        return false;
    }

    /** A call to a node has ended. */
    void ended(int node, Outcome outcome) {}
}
