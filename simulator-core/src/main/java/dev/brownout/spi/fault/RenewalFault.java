package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import java.util.Optional;

/** A fault that gives the affected hosts a new process. Earlier faults of the old process end then. */
public interface RenewalFault extends FaultSpec {
    /**
     * Returns the time from its start until an affected host has a new process, in nanoseconds. Negative for never.
     *
     * @param position index of the host among the affected ones, from 0
     * @param heldNanos duration of the fault; {@code Long.MAX_VALUE} to the end of the run
     */
    long newProcessNanos(int position, long heldNanos);

    /** Returns whether it replaces the whole host, which ends all earlier faults of the old host. */
    boolean renewsHost();

    /** Returns a fault as a renewal; empty if it is none. */
    static Optional<RenewalFault> of(FaultSpec fault) {
        return fault instanceof RenewalFault renewal ? Optional.of(renewal) : Optional.empty();
    }

    /** Returns whether a fault replaces whole hosts. */
    static boolean replacesHosts(FaultSpec fault) {
        return fault instanceof RenewalFault renewal && renewal.renewsHost();
    }
}
