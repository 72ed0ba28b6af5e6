package dev.brownout.fault;

import dev.brownout.spi.fault.HostOutageFault;
import dev.brownout.spi.fault.RenewalFault;

/** A fault after which the affected hosts start with a new process. */
interface ProcessRestartFault extends HostOutageFault, RenewalFault {
    @Override
    default boolean hitsParts() {
        return false;
    }

    @Override
    default boolean silent() {
        return false;
    }

    @Override
    default boolean restarts() {
        return true;
    }

    @Override
    default boolean renewsHost() {
        return false;
    }

    @Override
    default long newProcessNanos(int position, long heldNanos) {
        return heldNanos == Long.MAX_VALUE ? -1 : heldNanos;
    }
}
