package dev.brownout.fault;

import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.fault.HostFault;

/** A fault after which the affected hosts start with a new process. */
interface ProcessRestartFault extends FaultSpec, HostFault {
    @Override
    default boolean stopsHosts() {
        return true;
    }

    @Override
    default boolean restartsHosts() {
        return true;
    }

    @Override
    default boolean renewsHosts() {
        return true;
    }
}
