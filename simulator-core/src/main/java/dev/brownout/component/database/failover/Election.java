package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import java.util.function.Predicate;

/** Who takes over from a primary that is lost: of those who may and can be reached, the one that has received most. */
final class Election {
    private final Failover failover;
    private final ReplicaGroupMembers members;
    private final boolean byMajority;
    private final Predicate<DatabaseNode> reached;

    /**
     * In which a majority has to be up where {@code byMajority} says that a majority confirms each commit, and of those
     * only who can be reached takes over.
     */
    Election(Failover failover, ReplicaGroupMembers members, boolean byMajority, Predicate<DatabaseNode> reached) {
        this.failover = failover;
        this.members = members;
        this.byMajority = byMajority;
        this.reached = reached;
    }

    /** Whether there are enough: where a majority confirms each commit, only a majority is sure to hold them all. */
    boolean possible() {
        int up = 0;
        for (DatabaseNode node : members.all()) {
            up += node.host().up() ? 1 : 0;
        }
        return !byMajority || 2 * up > members.size();
    }

    /**
     * The one that takes over, or {@code null} where nobody can.
     *
     * @param late who was primary and has not heard of its successor, or {@code null}
     */
    DatabaseNode winner(DatabaseNode late) {
        DatabaseNode best = null;
        for (DatabaseNode node : members.all()) {
            if (node != late && candidate(node) && (best == null || better(node, best))) {
                best = node;
            }
        }
        return best;
    }

    private boolean candidate(DatabaseNode node) {
        return (node == members.primary() || failover.means(node))
                && node.host().up()
                && node.role() != DatabaseNode.Role.COPYING
                && reached.test(node);
    }

    private boolean better(DatabaseNode one, DatabaseNode other) {
        return one.received() > other.received() || one.received() == other.received() && one == members.primary();
    }
}
