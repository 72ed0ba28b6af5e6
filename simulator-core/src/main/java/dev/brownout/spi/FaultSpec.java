package dev.brownout.spi;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A verb of the fault timeline with its arguments: a record annotated with {@link Kind} (the verb) and {@link Doc}. Its
 * record components are the arguments: read in order, or by name where written {@code latency=+100ms}.
 */
public interface FaultSpec {
    /**
     * What is the matter while it holds, or has happened, in the few words that fit beside a mark on a chart, such as
     * {@code db/primary off}.
     *
     * @param what what it hits, in words; empty where nothing is named
     */
    String label(String what);

    /** By how much the offered load is multiplied while the fault holds; 1 for most verbs. */
    default double loadFactor() {
        return 1;
    }

    /** Whether it is for the whole component to do, though a part of it is named. */
    default boolean ofWhole() {
        return false;
    }

    /** Whether it hits a part of the system, which must be named; else it is about all users, and nothing is named. */
    default boolean aimed() {
        return true;
    }

    /** Whether the machines that it hits do no work while the fault holds. */
    default boolean stops() {
        return false;
    }

    /** Whether it can hit a part of a machine, such as its disk, while the rest goes on. */
    default boolean hitsParts() {
        return false;
    }

    /** Whether the processes that it hits have died, and start anew when it ends. */
    default boolean restarts() {
        return false;
    }

    /** Whether nothing says so to whoever waits for the machines that it stops. */
    default boolean silent() {
        return false;
    }

    /** Whether it is over at once where it is not said for how long it holds; most verbs hold to the end then. */
    default boolean momentary() {
        return false;
    }

    /** Whether it may begin at any time; what must be known of a run before it is built, or drawn, may not. */
    default boolean anyTime() {
        return true;
    }

    /** The share of the calls to the machines that it hits that fail at once while it holds; 0 for most verbs. */
    default double failureShare() {
        return 0;
    }

    /** How many times as long the work of the machines that it hits takes while it holds; 1 for most verbs. */
    default double slowdown() {
        return 1;
    }

    /** How many machines the tier that it hits is to have in each place while the fault holds; empty for most verbs. */
    default OptionalInt nodesWanted() {
        return OptionalInt.empty();
    }

    /** How many cores the machines of the tier that it hits are to have while it holds; empty for most verbs. */
    default OptionalInt coresWanted() {
        return OptionalInt.empty();
    }

    /** Whether it takes machines out of service one by one, so that their tier has to know how they come and go. */
    default boolean takesMachines() {
        return false;
    }

    /**
     * How many machines it has come in each place beside those that there are, before these go; 0 for most verbs.
     *
     * @param nodes machines in each place at the start
     */
    default int spares(int nodes) {
        return 0;
    }

    /** Whether it is about the versions that machines run. */
    default boolean ofVersions() {
        return false;
    }

    /** The version that it brings machines to; empty for most verbs. */
    default Optional<String> versionWanted() {
        return Optional.empty();
    }

    /**
     * By how much more it can put the clocks of machines wrong, in nanoseconds; 0 for most verbs.
     *
     * @param heldNanos how long it holds
     */
    default long clockErrorNanos(long heldNanos) {
        return 0;
    }

    /** By how much it sets the clocks of machines forward while it holds, in nanoseconds; 0 for most verbs. */
    default long clockAheadNanos() {
        return 0;
    }

    /** Whether it puts new machines in the place of those that it hits, so that what was wrong with these is over. */
    default boolean renews() {
        return false;
    }

    /**
     * The time from its start after which a new process has taken the place of the one on a machine that it hits, in
     * nanoseconds: what was wrong with the old process is over then. Negative for never, as with most verbs.
     *
     * @param position the place of the machine among those that it hits, 0 for the first
     * @param heldNanos how long it holds; {@code Long.MAX_VALUE} to the end of the run
     */
    default long newProcessNanos(int position, long heldNanos) {
        return -1;
    }

    /** By what share of the time it makes the clocks of machines run faster while it holds; 0 for most verbs. */
    default double clockDrift() {
        return 0;
    }

    /**
     * Begins the fault.
     *
     * @param targets what it hits
     */
    void begin(FaultTargets targets);

    /**
     * Ends it.
     *
     * @param targets what it hit
     */
    void end(FaultTargets targets);
}
