package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** Effects of a fault on hosts: it stops or degrades them, gives them a new process, or changes their clocks. */
public interface HostFault {
    /** No effect on hosts. */
    HostFault NONE = new HostFault() {};

    /** Returns the effects of a fault on hosts. */
    static HostFault of(FaultSpec fault) {
        return fault instanceof HostFault effects ? effects : NONE;
    }

    /** Returns whether it can affect a part of a host, such as its disk, while the rest keeps working. */
    default boolean hitsParts() {
        return false;
    }

    /** Returns whether the affected hosts do no work while it lasts. */
    default boolean stopsHosts() {
        return false;
    }

    /** Returns whether the affected processes terminate and restart when it ends. */
    default boolean restartsHosts() {
        return false;
    }

    /** Returns whether it gives the affected hosts a new process. Earlier faults of the old process end then. */
    default boolean renewsHosts() {
        return false;
    }

    /** Returns the share of the calls to the affected hosts that fail immediately, 0 to 1. */
    default double failureShare() {
        return 0;
    }

    /** Returns the factor by which work on the affected hosts takes longer; 1 for no change. */
    default double slowdown() {
        return 1;
    }

    /** Returns whether the affected hosts serve fewer calls, or slower, than without it. */
    default boolean harms() {
        return stopsHosts() || slowdown() != 1 || failureShare() > 0;
    }

    /**
     * Returns the clock error that it can add to a host, in nanoseconds, at least 0.
     *
     * @param heldNanos duration of the fault
     */
    default long clockErrorNanos(long heldNanos) {
        return 0;
    }
}
