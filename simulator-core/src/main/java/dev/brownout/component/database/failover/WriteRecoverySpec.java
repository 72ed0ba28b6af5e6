package dev.brownout.component.database.failover;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Rate;
import java.time.Duration;

/** Settings for the recovery of writes that only a former primary has. */
@Doc("How lost writes come back: an operator's tool reads them from the disk of the old primary, and does them again.")
public record WriteRecoverySpec(
        @Doc("From the return of the old primary until the tool begins.")
        Duration after,

        @Doc("Writes that the tool does in a second at most, one after the other, each as much work as at first; of a "
                + "database of several shards, for each of them.")
        Rate rate) {

    /** Rejects a rate of 0 with an IllegalArgumentException. */
    public WriteRecoverySpec {
        if (!(rate.perSecond() > 0)) {
            throw new IllegalArgumentException("rate is more than 0/s");
        }
    }

    /** Returns the time between the starts of two writes, in nanoseconds. */
    public long intervalNanos() {
        return StrictMath.round(1e9 / rate.perSecond());
    }
}
