package dev.brownout.component.database.failover;

import dev.brownout.network.Bandwidth;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ReplicaLagModel;
import java.time.Duration;

/** A new machine for a lost replica. */
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
     * What becomes of it on paper, where a new machine applies so many writes a second: while it copies for C, w of
     * them a second wait in the log, and more come while it works them off; it is asked for reads when it is no further
     * behind than by L, after w (C - L) / (a - w).
     *
     * @param written a second
     * @param applied a second, at most
     * @param maxLagNanos a machine that is no further behind is asked for reads
     */
    public ReplicaLagModel.ReplacementTimes sketch(double written, double applied, double maxLagNanos) {
        double behind = Math.max(0, copyNanos() - maxLagNanos);
        double catchUp = Double.isInfinite(applied)
                ? 0
                : applied > written ? written * behind / (applied - written) : Double.POSITIVE_INFINITY;
        return new ReplicaLagModel.ReplacementTimes(after.toNanos(), copyNanos(), written == 0 ? 0 : catchUp);
    }

    /** How long the copying takes, in nanoseconds. */
    long copyNanos() {
        return rate.transferNanos(data.bytes());
    }
}
