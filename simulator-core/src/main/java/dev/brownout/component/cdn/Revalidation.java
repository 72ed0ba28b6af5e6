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
    private long inVain;

    Revalidation(ComponentContext context, Host host) {
        this.measures = context.metrics().instruments(Revalidations.class, host);
        CellRange run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": revalidations = not modified + changed + failed + in flight",
                () -> measures.revalidated().total(run),
                () -> measures.notModified().total(run) + changed + inVain + underWay);
    }

    /** Counts a conditional request to the origin. */
    void asked(long now) {
        measures.revalidated().add(now);
        underWay++;
    }

    /**
     * Counts the response to a conditional request, or its failure.
     *
     * @param unmodified whether the copy is still current
     * @param heard whether the process that sent the request is still running
     */
    void answered(long now, Outcome outcome, boolean unmodified, boolean heard) {
        underWay--;
        if (!heard || outcome != Outcome.OK && outcome != Outcome.STALE) {
            inVain++;
        } else if (unmodified) {
            measures.notModified().add(now);
        } else {
            changed++;
        }
    }
}
