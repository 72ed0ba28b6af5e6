package dev.brownout.component.cdn;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.service.Outcome;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;

/** Accounting of the conditional requests of one CDN cache for expired copies. */
final class Revalidation {
    private final Revalidations measures;
    private long underWay;
    private long changed;
    private long modified;

    Revalidation(ComponentContext context, Host host) {
        this.measures = context.metrics().instruments(Revalidations.class, host);
        CellRange run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": revalidations = not modified + changed + failed + in flight",
                () -> measures.revalidated().total(run),
                () -> measures.notModified().total(run) + changed + modified + underWay);
    }

    /** Counts a conditional request to the origin. */
    void recordRequest(long now) {
        measures.revalidated().add(now);
        underWay++;
    }

    /**
     * Counts the response to a conditional request, or its failure.
     *
     * @param unmodified whether the copy is still current
     * @param isReceived whether the process that sent the request is still running
     */
    void recordResponse(long now, Outcome outcome, boolean unmodified, boolean isReceived) {
        underWay--;
        if (!isReceived || outcome != Outcome.OK && outcome != Outcome.STALE) {
            modified++;
        } else if (unmodified) {
            measures.notModified().add(now);
        } else {
            changed++;
        }
    }
}
