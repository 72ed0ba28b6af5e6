package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.RateChange;
import java.util.Optional;

/** A fault that changes the rate limits in front of its targets. */
public interface RateLimitFault extends FaultSpec {
    /** Returns the change. */
    RateChange change();

    /** Returns the change of rate limits by a fault; empty if it makes none. */
    static Optional<RateChange> changeOf(FaultSpec fault) {
        return fault instanceof RateLimitFault limiting ? Optional.of(limiting.change()) : Optional.empty();
    }
}
