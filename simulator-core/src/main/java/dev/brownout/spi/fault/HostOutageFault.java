package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** A fault during which the affected hosts do no work. */
public interface HostOutageFault extends HostFault {
    /** Returns whether the affected processes terminate and restart when the fault ends. */
    boolean restarts();

    @Override
    default boolean harms() {
        return true;
    }

    /** Returns whether a fault stops hosts. */
    static boolean stopsHosts(FaultSpec fault) {
        return fault instanceof HostOutageFault;
    }

    /** Returns whether a fault terminates processes, which restart when it ends. */
    static boolean restartsHosts(FaultSpec fault) {
        return fault instanceof HostOutageFault outage && outage.restarts();
    }
}
