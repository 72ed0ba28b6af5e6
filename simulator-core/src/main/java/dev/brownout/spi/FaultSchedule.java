package dev.brownout.spi;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Effects of the fault timeline and of alert actions on one component, known before the run. */
public interface FaultSchedule {
    /** Returns whether a fault targets the component by its name. */
    boolean isFaultTarget();

    /**
     * Returns the maximum number of hosts in each location that faults request of the component at any time; 0 if they
     * request none.
     */
    int maxScheduledNodes();

    /**
     * Returns the maximum number of surge hosts in each location that faults add before old ones leave.
     *
     * @param nodes initial number of hosts in each location
     */
    int maxSpareNodes(int nodes);

    /** Returns whether faults take hosts of the component out of service one by one. */
    boolean hasDrainFaults();

    /** Returns whether faults start or stop hosts of the component on purpose, other than by a failure. */
    boolean changesHosts();

    /** Returns whether anything fails in the scenario: by a fault of the timeline or an alert, or at random. */
    boolean hasFailures();

    /**
     * Returns whether a process of the scenario can start, stop or pause during the run: by a failure, autoscaling, an
     * interruption of a spot instance, the limit of its memory, or garbage collection.
     */
    boolean hasInterruptions();

    /** Returns the names of the versions that faults deploy to the component. */
    Set<String> deployedVersions();

    /** Returns whether a fault of the component has an effect. */
    boolean any(Predicate<FaultSpec> effect);

    /** Returns whether faults interrupt hosts of the component, as the provider of spot instances does. */
    boolean interruptsHosts();

    /** Returns whether faults resize hosts of the component. */
    boolean resizesHosts();

    /** Returns the shard changes that faults command, by time. */
    List<ReshardCommand> shardOrders();

    /** Returns the maximum clock error of hosts that faults of any component can cause, in nanoseconds. */
    long clockErrorNanos();
}
