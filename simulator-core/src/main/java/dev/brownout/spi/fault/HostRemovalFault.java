package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** A fault that takes hosts out of service one by one. Their tier must manage the lifecycle of its hosts. */
public interface HostRemovalFault extends FaultSpec {
    /**
     * Returns the number of hosts in each location that it adds before old ones leave, at least 0.
     *
     * @param nodes initial number of hosts in each location
     */
    default int spares(int nodes) {
        return 0;
    }

    /**
     * Returns the number of hosts in each location that a fault adds before old ones leave, at least 0.
     *
     * @param nodes initial number of hosts in each location
     */
    static int sparesOf(FaultSpec fault, int nodes) {
        return fault instanceof HostRemovalFault removal ? removal.spares(nodes) : 0;
    }

    /** Returns whether it is an interruption by the provider of the hosts. */
    default boolean interrupts() {
        return false;
    }

    /** Returns whether a fault is an interruption by the provider of the hosts. */
    static boolean isInterruption(FaultSpec fault) {
        return fault instanceof HostRemovalFault removal && removal.interrupts();
    }

    /** Returns whether a fault takes hosts out of service one by one, at least to change their number of cores. */
    static boolean removesHosts(FaultSpec fault) {
        return fault instanceof HostRemovalFault || ScalingFault.coresOf(fault).isPresent();
    }
}
