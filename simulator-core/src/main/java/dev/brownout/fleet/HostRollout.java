package dev.brownout.fleet;

import dev.brownout.host.Host;
import java.util.Collection;

/** A rollout in progress, which replaces hosts of a tier. */
interface HostRollout {
    /** Starts the rollout. */
    void begin();

    /** Continues after a host has started, entered service, begun to drain or left. */
    void onHostChanged();

    /** Continues after a host has failed or recovered. */
    default void stateChanged() {}

    /** Removes hosts from the rollout. */
    void remove(Collection<Host> machines);

    /** Returns whether the rollout is complete. */
    boolean isOver();

    /** Ends the rollout, complete or not. */
    default void end() {}
}
