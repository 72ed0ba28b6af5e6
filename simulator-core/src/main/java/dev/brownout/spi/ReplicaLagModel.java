package dev.brownout.spi;

import java.util.Optional;

/**
 * Machines that follow the writes of others, as the arithmetic before a run sees them.
 *
 * @param part what these machines are called together: {@code replica-*}
 * @param writesPerSecond how many writes each of them has to follow
 * @param appliedPerSecond how many each of them can apply; infinite for any number
 * @param encounters how often these writes meet others that they have not seen, where several machines take some
 * @param replaced what takes the place of one that is lost; empty where nothing does
 */
public record ReplicaLagModel(
        String part,
        double writesPerSecond,
        double appliedPerSecond,
        Optional<WriteConflictModel> encounters,
        Optional<ReplacementTimes> replaced) {
    /**
     * A new machine in the place of a lost one.
     *
     * @param afterNanos from the moment at which the lost one is given up until the copying begins
     * @param copyNanos how long that takes
     * @param catchUpNanos how long the new one then works off what was written meanwhile, until it is asked for reads;
     *     infinite where as much is written as it can apply
     */
    public record ReplacementTimes(double afterNanos, double copyNanos, double catchUpNanos) {}
}
