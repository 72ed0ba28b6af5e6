package dev.brownout.fault;

import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.LoadFault;

/**
 * A fault of all users, without a target. The run schedules its effect when it is built, so that it has no action of
 * its own.
 */
interface UserFault extends FaultSpec, LoadFault {
    @Override
    default boolean concernsUsers() {
        return true;
    }

    @Override
    default boolean appliesAnyTime() {
        return false;
    }

    @Override
    default void begin(FaultTargets targets) {}

    @Override
    default void end(FaultTargets targets) {}
}
