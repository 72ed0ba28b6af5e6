package dev.brownout.component.database.pool;

import dev.brownout.host.ConnectionPool;
import dev.brownout.service.DatabaseSession;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;

/**
 * Connection of a single call, such as a retry after a timeout or a hedge, while the database works on an earlier call
 * over the connection of the request. A connection takes no call before the end of the previous one.
 */
final class SeparateConnection {
    private SeparateConnection() {}

    /**
     * Returns a service that gives overlapping calls of a connection outside of a transaction a connection of their
     * own. It rejects them if the database allows no more connections.
     *
     * @param number component number of the database
     */
    static Service forOverlappingCalls(ConnectionPool pool, int number, Service queries) {
        return (request, reply) -> {
            DatabaseSession held = request.session();
            if (held == null || !held.isWorking() || held.hasTransaction()) {
                queries.call(request, reply);
                return;
            }
            DatabaseSession own = new DatabaseSession(held.commits());
            if (pool.connections().openSeparately(own)) {
                queries.call(request.withSession(own), (outcome, detail) -> {
                    pool.connections().closeSeparate(own);
                    own.disconnect();
                    reply.accept(outcome, detail);
                });
            } else {
                reply.accept(Outcome.REJECTED, number);
            }
        };
    }
}
