package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** A fault during which the affected hosts work, but slower or with errors. */
public interface HostDegradationFault extends HostFault {
    /** Returns the share of the calls to the affected hosts that fail immediately, 0 to 1. */
    double failureShare();

    /** Returns the factor by which work on the affected hosts takes longer; 1 for no change. */
    double slowdown();

    @Override
    default boolean harms() {
        return slowdown() != 1 || failureShare() > 0;
    }

    /** Returns the share of the calls that a fault lets fail, 0 to 1. */
    static double failureShareOf(FaultSpec fault) {
        return fault instanceof HostDegradationFault degradation ? degradation.failureShare() : 0;
    }

    /** Returns the factor by which a fault slows down work; 1 for no change. */
    static double slowdownOf(FaultSpec fault) {
        return fault instanceof HostDegradationFault degradation ? degradation.slowdown() : 1;
    }
}
