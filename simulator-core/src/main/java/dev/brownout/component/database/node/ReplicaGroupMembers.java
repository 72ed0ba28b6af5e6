package dev.brownout.component.database.node;

import java.util.List;

/** Nodes of a group, with the current or last primary. */
public final class ReplicaGroupMembers {
    private final DatabaseNode[] nodes;
    private final List<DatabaseNode> all;
    private DatabaseNode primary;

    /** Creates a group with the first node as primary. */
    public ReplicaGroupMembers(DatabaseNode[] nodes) {
        this.nodes = nodes.clone();
        this.all = List.of(nodes);
        this.primary = nodes[0];
    }

    /** Returns all nodes, each at the index of its number. */
    public List<DatabaseNode> all() {
        return all;
    }

    /** Returns the number of nodes. */
    public int size() {
        return nodes.length;
    }

    /** Returns the current or last primary. */
    public DatabaseNode primary() {
        return primary;
    }

    /** Sets another primary. */
    public void elect(DatabaseNode next) {
        primary = next;
    }

    /** Returns the position through which all nodes have applied the log. */
    public long appliedByAll() {
        long global = Long.MAX_VALUE;
        for (DatabaseNode node : nodes) {
            global = Math.min(global, node.appliedPosition());
        }
        return global;
    }
}
