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
    default boolean restarts() {
        return true;
    }
}
