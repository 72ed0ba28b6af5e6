package dev.brownout.component.database.failover;

import dev.brownout.network.Bandwidth;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spi.CapacityProperty.ReplicaLagModel;
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

    /**
     * Returns the analytical times of a replacement. While the new machine copies for a time C, w writes per second
     * wait in the log. More arrive while it applies them at the rate a. It serves reads once its lag is at most L,
     * after w (C - L) / (a - w).
     *
     * @param written writes per second, w
     * @param applied maximum applied writes per second, a
     * @param maxLagNanos maximum lag of a machine that serves reads, L
     */
    public ReplicaLagModel.ReplacementTimes estimatedTimes(double written, double applied, double maxLagNanos) {
        double delayedNanos = Math.max(0, copyNanos() - maxLagNanos);
        double catchUp = Double.isInfinite(applied)
                ? 0
                : applied > written ? written * delayedNanos / (applied - written) : Double.POSITIVE_INFINITY;
        return new ReplicaLagModel.ReplacementTimes(after.toNanos(), copyNanos(), written == 0 ? 0 : catchUp);
    }

    /** Returns the copy time, in nanoseconds. */
    long copyNanos() {
        return rate.transferNanos(data.bytes());
    }
}
