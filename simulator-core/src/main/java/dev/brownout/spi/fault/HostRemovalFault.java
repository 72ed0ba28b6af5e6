package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** A fault that takes hosts out of service one by one. Their tier must manage the lifecycle of its hosts. */
public interface HostRemovalFault extends FaultSpec {
    /** Returns whether a fault takes hosts out of service one by one, at least to change their number of cores. */
    static boolean removesHosts(FaultSpec fault) {
        return fault instanceof HostRemovalFault || ScalingFault.coresOf(fault).isPresent();
    }
}
