package dev.brownout.component.database.failover;

import dev.brownout.network.Bandwidth;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Settings for replacing a lost replica by a new machine. */
@Doc("Replacement of a lost replica by a new node, which copies a snapshot and then applies the log since then.")
public record Replacement(
        @Doc("Time from when the health checks mark the replica down until copying starts.")
        @Default("5m")
        @DefaultSource("our assumption")
        Duration after,

        @Doc("Amount of data to copy.") @Default("100GB") @DefaultSource("our assumption")
        DataSize data,

        @Doc("Copy rate.") @Default("1Gbps") @DefaultSource("our assumption")
        Bandwidth rate) {

    /** Returns the copy time, in nanoseconds. */
    long copyNanos() {
        return rate.transferNanos(data.bytes());
    }
}
