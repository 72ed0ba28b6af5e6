package dev.brownout.component.database.failover;

import dev.brownout.network.Bandwidth;
import dev.brownout.vocabulary.DataSize;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Source;
import java.time.Duration;

/** A new machine for a lost replica. */
@Doc("A new machine for a lost replica: it copies a snapshot, then works off the log since then.")
public record Replacement(
        @Doc("Time from the moment the checks give the replica up until the copying starts.")
        @Default("5m")
        @Source("no authority")
        Duration after,

        @Doc("Data to copy.") @Default("100GB") @Source("no authority")
        DataSize data,

        @Doc("How fast it is copied.") @Default("1Gbps") @Source("no authority")
        Bandwidth rate) {

    /** How long the copying takes, in nanoseconds. */
    long copyNanos() {
        return rate.transferNanos(data.bytes());
    }
}
