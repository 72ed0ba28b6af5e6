package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;

/** Actions of the other parts of a group at a role change. This package decides whether and when a role changes. */
public interface RoleChanges {
    /**
     * Demotes a primary that must stop writing, or that no replica follows any more. Its commits get no reply for now.
     */
    void demote(DatabaseNode node);

    /** Fails the waiting commits of a node when it learns of its demotion. */
    void failWaiting(DatabaseNode node);

    /**
     * Promotes a node. The log behind the position that it has received is cut off, and all remaining nodes follow it.
     *
     * @param formerPrimary the former primary
     * @param keepsWriting whether the former primary continues writing because it does not know its successor yet
     */
    void promote(DatabaseNode formerPrimary, DatabaseNode newPrimary, boolean keepsWriting);

    /** Restores the former primary. Nodes that knew a later term follow it again. */
    void restorePrimary();

    /** Makes a former primary or a new machine follow the current primary. */
    void rejoin(DatabaseNode node);

    /** Removes a lost node from the group. A new machine starts as a copy of the current log. */
    void retire(DatabaseNode node);

    /** Installs a new machine in the place of a lost one. */
    void install(DatabaseNode node);
}
