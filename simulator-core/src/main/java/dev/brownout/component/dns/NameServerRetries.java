package dev.brownout.component.dns;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;

/** Counts of the queries that resolvers sent to another name server. */
final class NameServerRetries {
    @RequiresParameter("name_servers")
    record Measures(
            @Doc("Queries that a resolver sent to another name server, because the previous one had failed or not"
                    + " responded in time.")
            @ChartTitle("DNS queries of {} to another name server")
            Counter nameServerRetries) {}

    private final Measures measures;
    private long first;

    /**
     * Creates counts and registers their audit identity.
     *
     * @param queries counter of queries to all name servers
     */
    NameServerRetries(ComponentContext context, Counter queries) {
        this.measures = context.metrics().instruments(Measures.class);
        CellRange run = context.grid().span(0, context.grid().end());
        Counter retries = measures.nameServerRetries();
        context.audit()
                .identity(
                        ": authoritative queries = to a first name server + to another one",
                        () -> queries.total(run),
                        () -> first + retries.total(run));
    }

    /** Counts a query, by the number of name servers that have been queried for it. */
    void sent(int attempts, long now) {
        if (attempts == 1) {
            first++;
        } else {
            measures.nameServerRetries().add(now);
        }
    }
}
