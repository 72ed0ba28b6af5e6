package dev.brownout.spi;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fault of the fault timeline with its arguments: a record annotated with {@link Kind} (the verb) and {@link Doc}.
 * Its record components are the arguments: read in order, or by name if written {@code latency=+100ms}.
 */
public interface FaultSpec {
    /**
     * Returns a label for charts of the state while the fault lasts, or of the event, such as {@code db/primary off}.
     *
     * @param target the target of the fault; empty if none is named
     */
    String label(String target);

    /** Returns the factor of the offered load while the fault lasts; 1 for most verbs. */
    default double loadFactor() {
        return 1;
    }

    /** Returns whether it acts on the whole component even if its target names a part. */
    default boolean ofWhole() {
        return false;
    }

    /** Returns whether it needs a target. Otherwise it concerns all users, and has no target. */
    default boolean aimed() {
        return true;
    }

    /** Returns whether the affected hosts do no work while the fault lasts. */
    default boolean stops() {
        return false;
    }

    /** Returns whether it can affect a part of a host, such as its disk, while the rest keeps working. */
    default boolean hitsParts() {
        return false;
    }

    /** Returns whether the affected processes terminate and restart when the fault ends. */
    default boolean restarts() {
        return false;
    }

    /** Returns whether the hosts that it stops fail silently, so that callers only notice by a timeout. */
    default boolean silent() {
        return false;
    }

    /** Returns whether it ends immediately without a duration. Most verbs last to the end of the run then. */
    default boolean momentary() {
        return false;
    }

    /**
     * Returns whether it may begin at a time that is unknown before the run, as an action of an alert. False if the run
     * must know it when it is built or when random numbers are generated.
     */
    default boolean anyTime() {
        return true;
    }

    /**
     * Returns the share of the calls to the affected hosts that fail immediately while the fault lasts; 0 for most
     * verbs.
     */
    default double failureShare() {
        return 0;
    }

    /** Returns the factor by which work on the affected hosts takes longer while the fault lasts; 1 for most verbs. */
    default double slowdown() {
        return 1;
    }

    /** Returns the desired number of hosts of the tier in each location while the fault lasts; empty for most verbs. */
    default OptionalInt nodesWanted() {
        return OptionalInt.empty();
    }

    /** Returns the desired number of cores of each host of the tier while the fault lasts; empty for most verbs. */
    default OptionalInt coresWanted() {
        return OptionalInt.empty();
    }

    /** Returns whether it takes hosts out of service one by one, so that their tier must manage host lifecycles. */
    default boolean takesMachines() {
        return false;
    }

    /**
     * Returns the number of surge hosts in each location that it adds before old ones leave; 0 for most verbs.
     *
     * @param nodes initial number of hosts in each location
     */
    default int spares(int nodes) {
        return 0;
    }

    /** Returns whether it changes the versions that hosts run. */
    default boolean ofVersions() {
        return false;
    }

    /** Returns the version that it deploys to hosts; empty for most verbs. */
    default Optional<String> versionWanted() {
        return Optional.empty();
    }

    /**
     * Returns the clock error of hosts that it can add, in nanoseconds; 0 for most verbs.
     *
     * @param heldNanos duration of the fault
     */
    default long clockErrorNanos(long heldNanos) {
        return 0;
    }

    /** Returns the time by which it sets host clocks forward while it lasts, in nanoseconds; 0 for most verbs. */
    default long clockAheadNanos() {
        return 0;
    }

    /** Returns whether it replaces the affected hosts by new ones, which ends earlier faults of the old ones. */
    default boolean renews() {
        return false;
    }

    /**
     * Returns the time from its start until an affected host has a new process, in nanoseconds. Earlier faults of the
     * old process end then. Negative for never, as with most verbs.
     *
     * @param position index of the host among the affected ones, from 0
     * @param heldNanos duration of the fault; {@code Long.MAX_VALUE} to the end of the run
     */
    default long newProcessNanos(int position, long heldNanos) {
        return -1;
    }

    /** Returns the relative increase in speed of host clocks while it lasts; 0 for most verbs. */
    default double clockDrift() {
        return 0;
    }

    /**
     * Begins the fault.
     *
     * @param targets the affected hosts, links and components
     */
    void begin(FaultTargets targets);

    /**
     * Ends the fault.
     *
     * @param targets the hosts, links and components that were affected
     */
    void end(FaultTargets targets);
}
