package dev.brownout.component.dns;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.function.LongSupplier;

/** Lookup counters, checked by the audit. Used only if lookups can take time or fail. */
final class Lookups {
    record Measures(
            @Doc("Look-ups of names by those who send requests.") @ChartTitle("Look-ups at {}")
            Counter lookups,

            @Doc("Look-ups that a resolver answered from what it had kept.")
            @ChartTitle("Look-ups that resolvers of {} know")
            Counter hits,

            @Doc("Look-ups of names that a resolver had not, or no longer: it asked the authority, or was asking it "
                    + "already, or did not ask again so soon after a failure.")
            @ChartTitle("Look-ups that resolvers of {} do not know")
            Counter misses,

            @Doc("Look-ups that led nowhere: the authority failed, and the resolver had nothing to give instead.")
            @Display(Display.As.DAMAGE)
            @ChartTitle("Failed look-ups of {}")
            Counter failed_lookups,

            @Doc("Look-ups answered with what a resolver had kept beyond its TTL, as the authority failed.")
            @ChartTitle("Answers of {} beyond their TTL")
            Counter expired_answers,

            @Doc("How long look-ups took that led somewhere, those from a resolver's cache no time.")
            LatencyHistogram lookup_time) {}

    /** Result of a lookup that was a miss. */
    enum How {
        ANSWERED,
        EXPIRED,
        FAILED
    }

    private final Measures measures;
    private long hits;
    private long misses;
    private long answered;
    private long expired;
    private long failed;
    private long left;
    private long waiting;
    private long over;

    private Lookups(Measures measures) {
        this.measures = measures;
    }

    /** Returns counters without effect, for lookups that are all answered without delay. */
    static Lookups none() {
        return new Lookups(null);
    }

    /**
     * Returns counters and registers their audit identities.
     *
     * @param queries counter of queries to the authority
     * @param asking number of resolvers with a pending query to the authority
     */
    static Lookups counted(ComponentContext context, Counter queries, LongSupplier asking) {
        Measures measures = context.measures(Measures.class);
        Lookups lookups = new Lookups(measures);
        var run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        audit.identity(
                ": look-ups = hits + misses", () -> measures.lookups().total(run), () -> lookups.hits + lookups.misses);
        audit.identity(
                ": misses = answered + answered with what had expired + failed + given up + waiting",
                () -> lookups.misses,
                () -> lookups.answered + lookups.expired + lookups.failed + lookups.left + lookups.waiting);
        audit.identity(
                ": questions to the authority = over + under way",
                () -> queries.total(run),
                () -> lookups.over + asking.getAsLong());
        audit.reportMemoryUse("look-ups that wait", 200, () -> lookups.waiting);
        return lookups;
    }

    void hit(long now) {
        if (measures != null) {
            hits++;
            measures.lookups().add(now);
            measures.hits().add(now);
            measures.lookup_time().record(now, 0);
        }
    }

    /** Counts a miss, which waits for its resolver. */
    void miss(long now) {
        if (measures != null) {
            misses++;
            waiting++;
            measures.lookups().add(now);
            measures.misses().add(now);
        }
    }

    /** Counts the result of a miss. */
    void end(long now, How how, long tookNanos) {
        if (measures == null) {
            return;
        }
        waiting--;
        switch (how) {
            case ANSWERED -> answered++;
            case EXPIRED -> {
                expired++;
                measures.expired_answers().add(now);
            }
            case FAILED -> {
                failed++;
                measures.failed_lookups().add(now);
            }
        }
        if (how != How.FAILED) {
            measures.lookup_time().record(now, tookNanos);
        }
    }

    /** Counts a miss that its caller has abandoned. */
    void leave() {
        if (measures != null) {
            waiting--;
            left++;
        }
    }

    /** Counts a completed query of a resolver to the authority. */
    void over() {
        over++;
    }
}
