package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** A fault that gives the affected hosts a new process. Earlier faults of the old process end then. */
public interface RenewalFault extends FaultSpec {
    /** Returns whether a fault gives hosts a new process. */
    static boolean renews(FaultSpec fault) {
        return fault instanceof RenewalFault;
    }
}
