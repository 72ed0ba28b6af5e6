package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.RateChange;
import java.util.Optional;

/** Effects of a fault on the offered load and on the rate limits in front of its targets. */
public interface LoadFault {
    /** No effect on the load. */
    LoadFault NONE = new LoadFault() {};

    /** Returns the effects of a fault on the load. */
    static LoadFault of(FaultSpec fault) {
        return fault instanceof LoadFault effects ? effects : NONE;
    }

    /** Returns whether it concerns all users, so that it accepts no target. */
    default boolean concernsUsers() {
        return false;
    }

    /** Returns the factor of the offered load while it lasts, at least 0; 1 if the load stays the same. */
    default double loadFactor() {
        return 1;
    }

    /** Returns the change of rate limits; empty if it makes none. */
    default Optional<RateChange> rateChange() {
        return Optional.empty();
    }
}
