package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import java.util.function.Predicate;

/** Selects the successor of a lost primary: the reachable candidate that has received most of the log. */
final class Election {
    private final Failover failover;
    private final ReplicaGroupMembers members;
    private final boolean byMajority;
    private final Predicate<DatabaseNode> reached;

    /**
     * Creates an election.
     *
     * @param byMajority whether a majority confirms each commit; then a majority has to be up
     * @param reached accepts the nodes that can be reached and so may take over
     */
    Election(Failover failover, ReplicaGroupMembers members, boolean byMajority, Predicate<DatabaseNode> reached) {
        this.failover = failover;
        this.members = members;
        this.byMajority = byMajority;
        this.reached = reached;
    }

    /**
     * Returns whether enough nodes are up. If a majority confirms each commit, only a majority is certain to hold all
     * commits.
     */
    boolean isPossible() {
        int up = 0;
        for (DatabaseNode node : members.all()) {
            up += node.host().isUp() ? 1 : 0;
        }
        return !byMajority || 2 * up > members.size();
    }

    /**
     * Returns the node that takes over, or {@code null} for none.
     *
     * @param unawarePrimary former primary that does not know its successor yet, or {@code null}
     */
    DatabaseNode winner(DatabaseNode unawarePrimary) {
        DatabaseNode best = null;
        for (DatabaseNode node : members.all()) {
            if (node != unawarePrimary && candidate(node) && (best == null || better(node, best))) {
                best = node;
            }
        }
        return best;
    }

    private boolean candidate(DatabaseNode node) {
        return (node == members.primary() || failover.means(node))
                && node.host().isUp()
                && node.role() != DatabaseNode.Role.COPYING
                && reached.test(node);
    }

    private boolean better(DatabaseNode node, DatabaseNode other) {
        return node.received() > other.received() || node.received() == other.received() && node == members.primary();
    }
}
