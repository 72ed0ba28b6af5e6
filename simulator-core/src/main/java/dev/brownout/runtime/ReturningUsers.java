package dev.brownout.runtime;

import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.scenario.JourneySpec.ReturnRule;
import dev.brownout.scenario.ReturnMetrics;
import java.util.function.LongSupplier;

/** Decides which users of a journey return after a visit, and counts them. */
final class ReturningUsers {
    /** Time until the return of a user that does not return. */
    static final long NEVER = -1;

    /** Approximate memory of a user between two visits, in bytes. */
    private static final int BYTES_EACH = 150;

    private final RunEnvironment run;
    private final ReturnMetrics measures;
    private final double share;
    private final double shareOfLeft;
    private final Sampler after;
    private final KeyedRandom shareDraws;
    private final KeyedRandom afterDraws;
    private long newUsers;
    private long returned;
    private long absentUsers;
    /** Users between two visits that return before the end of the run. Only these are kept in memory. */
    private long expected;

    private long churned;

    /**
     * Creates the users of a journey, none of which has ended a visit.
     *
     * @param name name of the journey
     * @param completed number of ended visits
     */
    ReturningUsers(
            RunEnvironment run, String name, ReturnRule rule, InstrumentRegistry instruments, LongSupplier completed) {
        this.run = run;
        this.measures = instruments.create(ReturnMetrics.class);
        this.share = rule.share().ratio();
        this.shareOfLeft = rule.left().orElse(rule.share()).ratio();
        this.after = rule.after().sampler();
        this.shareDraws = run.random("journeys." + name + ".returns.share");
        this.afterDraws = run.random("journeys." + name + ".returns.after");
        run.audit.identity(
                name + ": counted visits = visits of new users + returning visits",
                () -> measures.returningShare().denominator(run.wholeRun()),
                () -> newUsers + returned);
        run.audit.identity(
                name + ": counted returning visits = returning visits",
                () -> measures.returned().total(run.wholeRun()),
                () -> returned);
        run.audit.identity(
                name + ": ended visits = churned + away + returned", completed, () -> churned + absentUsers + returned);
        run.audit.reportMemoryUse("returning users of " + name, BYTES_EACH, () -> expected);
    }

    /** Counts the first visit of a user. */
    void beginFirst(int cell) {
        newUsers++;
        measures.returningShare().addIn(cell, 0, 1);
    }

    /** Counts a further visit of a user that was away. */
    void beginNext(int cell) {
        returned++;
        absentUsers--;
        expected--;
        measures.away().add(run.simulation.now(), -1);
        measures.returned().addIn(cell, 1);
        measures.returningShare().addIn(cell, 1, 1);
    }

    /**
     * Counts the end of a visit. Returns the time until the next visit of the same user, in ns; {@link #NEVER} if there
     * is none before the end of the run.
     *
     * @param visit identity of the visit
     * @param finished whether the visit took its last step
     */
    long end(long visit, boolean finished) {
        long now = run.simulation.now();
        if (shareDraws.withIdentity(visit).uniform() >= (finished ? share : shareOfLeft)) {
            churned++;
            measures.churned().add(now);
            return NEVER;
        }
        absentUsers++;
        measures.away().add(now, 1);
        long nanos = after.sampleNanos(afterDraws.withIdentity(visit));
        if (nanos >= run.scenario.durationNanos() - now) {
            return NEVER;
        }
        expected++;
        return nanos;
    }
}
