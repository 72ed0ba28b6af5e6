package dev.brownout.component.cdn;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.service.Outcome;
import dev.brownout.spi.ComponentContext;

/** What one cache of a CDN asks the origin of copies whose life is over, and what becomes of these questions. */
final class Revalidation {
    private final Revalidations measures;
    private long underWay;
    private long changed;
    private long inVain;

    Revalidation(ComponentContext context, Host host) {
        this.measures = context.measures(Revalidations.class, host);
        CellRange run = context.grid().span(0, context.grid().end());
        context.identity(
                "/" + host.node() + ": copies asked about = not modified + changed + in vain + under way",
                () -> measures.revalidated().total(run),
                () -> measures.not_modified().total(run) + changed + inVain + underWay);
    }

    /** The origin is asked about a copy. */
    void asked(long now) {
        measures.revalidated().add(now);
        underWay++;
    }

    /**
     * It has answered, or somebody in its place.
     *
     * @param heard whether the one who asked is still there
     */
    void answered(long now, Outcome outcome, boolean unmodified, boolean heard) {
        underWay--;
        if (!heard || outcome != Outcome.OK && outcome != Outcome.STALE) {
            inVain++;
        } else if (unmodified) {
            measures.not_modified().add(now);
        } else {
            changed++;
        }
    }
}
