package dev.brownout.component.database.failover;

import dev.brownout.network.Bandwidth;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spi.CapacityProperty.ReplicaLagModel;
import java.time.Duration;

/** Settings for replacing a lost replica by a new machine. */
@Doc("A new machine for a lost replica: it copies a snapshot, then works off the log since then.")
public record Replacement(
        @Doc("Time from the moment the checks give the replica up until the copying starts.")
        @Default("5m")
        @DefaultSource("no authority")
        Duration after,

        @Doc("Data to copy.") @Default("100GB") @DefaultSource("no authority")
        DataSize data,

        @Doc("How fast it is copied.") @Default("1Gbps") @DefaultSource("no authority")
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
