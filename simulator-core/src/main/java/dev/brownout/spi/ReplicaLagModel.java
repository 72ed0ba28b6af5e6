package dev.brownout.spi;

import java.util.Optional;

/**
 * Analytical model of replicas that apply the writes of other nodes.
 *
 * @param part common name of these hosts: {@code replica-*}
 * @param writesPerSecond writes per second that each of them must apply
 * @param appliedPerSecond writes per second that each of them can apply; infinite for no limit
 * @param encounters conflicts of these writes with concurrent ones, if several hosts accept writes
 * @param replaced replacement of a lost host; empty for none
 */
public record ReplicaLagModel(
        String part,
        double writesPerSecond,
        double appliedPerSecond,
        Optional<WriteConflictModel> encounters,
        Optional<ReplacementTimes> replaced) {
    /**
     * Replacement of a lost host by a new one.
     *
     * @param afterNanos time from the failure detection to the start of the copy, in nanoseconds
     * @param copyNanos duration of the copy, in nanoseconds
     * @param catchUpNanos time to apply the writes made meanwhile, until the new host serves reads, in nanoseconds;
     *     infinite if writes arrive as fast as it can apply them
     */
    public record ReplacementTimes(double afterNanos, double copyNanos, double catchUpNanos) {}
}
