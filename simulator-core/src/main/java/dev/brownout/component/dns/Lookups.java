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
            @Doc("Lookups by the clients.") @ChartTitle("Lookups at {}")
            Counter lookups,

            @Doc("Lookups answered from the cache of a resolver.") @ChartTitle("Resolver cache hits of {}")
            Counter hits,

            @Doc("Lookups with no valid cached entry. The resolver queried the authoritative server, was waiting"
                    + " for it already, or did not repeat the query so soon after a failure.")
            @ChartTitle("Resolver cache misses of {}")
            Counter misses,

            @Doc("Lookups without a result: the authoritative server failed, and the resolver had no entry that it"
                    + " could serve.")
            @Display(Display.As.DAMAGE)
            @ChartTitle("Failed lookups of {}")
            Counter failedLookups,

            @Doc("Lookups answered with an expired entry because the authoritative server failed.")
            @ChartTitle("Expired entries served by resolvers of {}")
            Counter expiredAnswers,

            @Doc("Duration of lookups with a result; zero for lookups from the cache of a resolver.")
            LatencyHistogram lookupTime) {}

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
    static Lookups disabled() {
        return new Lookups(null);
    }

    /**
     * Returns counters and registers their audit identities.
     *
     * @param queries counter of queries to the authority
     * @param pending number of pending queries to the authority
     */
    static Lookups withAudit(ComponentContext context, Counter queries, LongSupplier pending) {
        Measures measures = context.metrics().instruments(Measures.class);
        Lookups lookups = new Lookups(measures);
        var run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        audit.identity(
                ": lookups = hits + misses", () -> measures.lookups().total(run), () -> lookups.hits + lookups.misses);
        audit.identity(
                ": misses = answered + answered with an expired entry + failed + abandoned + waiting",
                () -> lookups.misses,
                () -> lookups.answered + lookups.expired + lookups.failed + lookups.left + lookups.waiting);
        audit.identity(
                ": authoritative queries = completed + in flight",
                () -> queries.total(run),
                () -> lookups.over + pending.getAsLong());
        audit.reportMemoryUse("waiting lookups", 200, () -> lookups.waiting);
        return lookups;
    }

    void hit(long now) {
        if (measures != null) {
            hits++;
            measures.lookups().add(now);
            measures.hits().add(now);
            measures.lookupTime().record(now, 0);
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
    void end(long now, How resolution, long elapsedNanos) {
        if (measures == null) {
            return;
        }
        waiting--;
        switch (resolution) {
            case ANSWERED -> answered++;
            case EXPIRED -> {
                expired++;
                measures.expiredAnswers().add(now);
            }
            case FAILED -> {
                failed++;
                measures.failedLookups().add(now);
            }
        }
        if (resolution != How.FAILED) {
            measures.lookupTime().record(now, elapsedNanos);
        }
    }

    /** Counts a miss that its caller has abandoned. */
    void leave() {
        if (measures != null) {
            waiting--;
            left++;
        }
    }

    /** Counts completed queries of a resolver to the authority. */
    void recordCompleted(int queries) {
        over += queries;
    }
}
