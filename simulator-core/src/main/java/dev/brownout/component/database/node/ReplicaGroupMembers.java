package dev.brownout.component.database.node;

import java.util.List;

/** The nodes of a group, and which of them is primary, or was last. */
public final class ReplicaGroupMembers {
    private final DatabaseNode[] nodes;
    private final List<DatabaseNode> all;
    private DatabaseNode primary;

    /** Nodes of which the first is primary. */
    public ReplicaGroupMembers(DatabaseNode[] nodes) {
        this.nodes = nodes.clone();
        this.all = List.of(nodes);
        this.primary = nodes[0];
    }

    /** All of them, each at the place that its number says. */
    public List<DatabaseNode> all() {
        return all;
    }

    /** How many there are. */
    public int size() {
        return nodes.length;
    }

    /** Who is primary, or was last. */
    public DatabaseNode primary() {
        return primary;
    }

    /** Another one is primary. */
    public void elect(DatabaseNode next) {
        primary = next;
    }

    /** Position up to which all of them have applied the log. */
    public long appliedByAll() {
        long everywhere = Long.MAX_VALUE;
        for (DatabaseNode node : nodes) {
            everywhere = Math.min(everywhere, node.applied());
        }
        return everywhere;
    }
}
