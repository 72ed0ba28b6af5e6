package dev.brownout.spi;

import java.util.Optional;

/**
 * Analytical model of hosts that apply the writes of a replication log. A host falls behind if writes arrive faster
 * than it can apply them.
 *
 * @param part name pattern of these hosts: {@code replica-*}
 * @param writesPerSecond arriving writes per second and host
 * @param maxAppliedPerSecond maximum applied writes per second and host; infinite for no limit
 * @param conflicts conflicts between concurrent writes; empty if only one host accepts writes
 * @param replacement durations of the replacement of a lost host; empty if lost hosts are not replaced
 */
public record ReplicaLagModel(
        String part,
        double writesPerSecond,
        double maxAppliedPerSecond,
        Optional<WriteConflictModel> conflicts,
        Optional<ReplacementTimes> replacement) {
    /**
     * Durations of the replacement of a lost host by a new one.
     *
     * @param delayNanos time from the failure detection to the start of the copy, in nanoseconds
     * @param copyNanos duration of the copy, in nanoseconds
     * @param catchUpNanos time from the end of the copy until the new host serves reads, in nanoseconds. The host
     *     applies the writes made since the start of the copy. Infinite if writes arrive at least as fast as it applies
     *     them.
     */
    public record ReplacementTimes(double delayNanos, double copyNanos, double catchUpNanos) {}
}
