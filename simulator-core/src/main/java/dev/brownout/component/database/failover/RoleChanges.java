package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;

/** What the rest of a group does where a node changes its role; whether and when it does is decided here. */
public interface RoleChanges {
    /** A primary may not write any more, or nobody follows what it writes: its commits are not answered for now. */
    void demote(DatabaseNode node);

    /** A node learns that it was demoted: whoever waits for its commits is told that they failed. */
    void failWaiting(DatabaseNode node);

    /**
     * A node takes over: what it has not received is cut off the log, and all others follow it.
     *
     * @param old who was primary
     * @param late whether that one goes on writing, because it has not heard of its successor
     */
    void promote(DatabaseNode old, DatabaseNode next, boolean late);

    /** Who was primary is so again: those who knew of a later term follow it anew. */
    void restorePrimary();

    /** A node that was primary, or is new, follows the one that is. */
    void rejoin(DatabaseNode node);

    /** A lost node leaves the group; a new machine begins as a copy of the log as it is now. */
    void retire(DatabaseNode node);

    /** A new machine takes the place of a lost one. */
    void install(DatabaseNode node);
}
