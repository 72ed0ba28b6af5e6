package dev.brownout.component.database.regional;

import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;

/** Client of one of several independent regional stores. */
final class RegionalStoreClient implements Service {
    private final Simulation simulation;
    private final VersionRegistry versions;
    private final RegionalRows rows;
    private final int number;
    private final RegionalStoreMetrics measures;
    private final Service store;

    /**
     * Creates the client of one calling machine.
     *
     * @param number number of the store, from 0
     * @param store handles requests for its own rows, and for rows with a negative number
     */
    RegionalStoreClient(
            ComponentContext context, RegionalRows rows, int number, RegionalStoreMetrics measures, Service store) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.rows = rows;
        this.number = number;
        this.measures = measures;
        this.store = store;
    }

    @Override
    public void call(Request request, Reply reply) {
        Request its = rows.at(number, request);
        store.call(its, (outcome, detail) -> {
            if (outcome.good()) {
                answered(its, outcome);
            }
            reply.accept(outcome, detail);
        });
    }

    private void answered(Request request, Outcome outcome) {
        long now = simulation.now();
        if (request.operation() == Operation.WRITE) {
            rows.acknowledged(number, request.key(), versions.stamp(now));
            return;
        }
        boolean absent = outcome == Outcome.NOT_FOUND;
        measures.not_found_share().add(now, absent ? 1 : 0, 1);
        measures.not_found_reads().add(now, absent ? 1 : 0);
    }
}
