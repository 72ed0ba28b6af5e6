package dev.brownout.spi;

import java.util.List;

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

    /** Returns whether faults interrupt hosts of the component, as the provider of spot instances does. */
    boolean interruptsHosts();

    /** Returns whether faults resize hosts of the component. */
    boolean resizesHosts();

    /** Returns the shard changes that faults command, by time. */
    List<ReshardCommand> shardOrders();

    /** Returns the maximum clock error of hosts that faults of any component can cause, in nanoseconds. */
    long clockErrorNanos();
}
