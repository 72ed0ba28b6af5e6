package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;

/**
 * A fault of all users, without a target. The run schedules its effect when it is built, so that it has no action of
 * its own.
 */
public interface UserFault extends FaultSpec {
    /** Returns the factor of the offered load while the fault lasts, at least 0; 1 if the load stays the same. */
    double loadFactor();

    @Override
    default boolean anyTime() {
        return false;
    }

    @Override
    default void begin(FaultTargets targets) {}

    @Override
    default void end(FaultTargets targets) {}

    /** Returns whether a fault concerns all users, so that it accepts no target. */
    static boolean concernsUsers(FaultSpec fault) {
        return fault instanceof UserFault;
    }

    /** Returns the factor by which a fault multiplies the offered load; 1 if it leaves the load as it is. */
    static double loadFactorOf(FaultSpec fault) {
        return fault instanceof UserFault users ? users.loadFactor() : 1;
    }
}
