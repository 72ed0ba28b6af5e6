package dev.brownout.component.database.failover;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Rate;
import java.time.Duration;

/** Settings for the recovery of writes that only a former primary has. */
@Doc("Recovery of lost writes: a tool reads them from the disk of the old primary and applies them again.")
public record WriteRecoverySpec(
        @Doc("Time from the return of the old primary until the recovery starts.")
        Duration after,

        @Doc("Maximum rate of recovered writes, one after the other, each with its original work; with several "
                + "shards, per shard.")
        Rate rate) {

    /** Rejects a rate of 0 with an IllegalArgumentException. */
    public WriteRecoverySpec {
        if (!(rate.perSecond() > 0)) {
            throw new InvalidValueException("rate must be more than 0/s");
        }
    }

    /** Returns the time between the starts of two writes, in nanoseconds. */
    public long intervalNanos() {
        return Math.round(1e9 / rate.perSecond());
    }
}
