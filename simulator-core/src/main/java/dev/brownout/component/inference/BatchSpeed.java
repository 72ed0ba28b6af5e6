package dev.brownout.component.inference;

import dev.brownout.host.ServiceSpeed;

/**
 * Speed of a sequence in a batch of n sequences. The time of a call is proportional to the steps of its sequence, and
 * each step takes longer for the other sequences and for their prompts: fixed + n x each.
 *
 * @param fixedNanos time of a call that does not depend on the batch, in nanoseconds, more than 0
 * @param eachNanos time by which a call delays itself and every other one, in nanoseconds
 * @param budgeted number of sequences from which on the token budget of the steps is used up, at least 1
 * @param slots maximum number of sequences in the batch
 * @param recomputedNanos additional time of each call in a full batch, for tokens that are computed again after
 *     preemptions
 */
record BatchSpeed(double fixedNanos, double eachNanos, double budgeted, int slots, double recomputedNanos)
        implements ServiceSpeed {
    /** Returns the time of a call that is alone, in nanoseconds. */
    double aloneNanos() {
        return fixedNanos + eachNanos;
    }

    @Override
    public double at(long tasks) {
        double each = eachNanos + (tasks >= slots ? recomputedNanos : 0);
        double together = Math.min(tasks, budgeted);
        return Math.min(1, aloneNanos() / ((fixedNanos + together * each) * tasks / together));
    }

    @Override
    public int saturation() {
        return slots;
    }

    /** Returns the number of sequences in a step of a full batch. */
    double fullBatch() {
        return Math.min(slots, budgeted);
    }

    /** Returns the calls per second of a replica with a full batch. */
    double fullPerSecond() {
        return slots * at(slots) / aloneNanos() * 1e9;
    }
}
