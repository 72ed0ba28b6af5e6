package dev.brownout.component.database.pool;

import dev.brownout.host.ConnectionPool;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** A call that holds a connection from its start to its response. */
public final class PooledCall implements ConnectionPool.Claim, CancellationToken.Listener, Reply {
    private final int number;
    private final Service database;
    private final Request request;
    private final Reply caller;
    private final ConnectionPool.Lease lease;

    private PooledCall(int number, ConnectionPool pool, Service database, Request request, Reply caller) {
        this.number = number;
        this.database = database;
        this.request = request;
        this.caller = caller;
        this.lease = pool.lease(this);
    }

    /**
     * Returns a service that calls the database through a pool.
     *
     * @param number component number of the database
     */
    public static Service throughPool(ConnectionPool pool, int number, Service database) {
        return (request, reply) -> new PooledCall(number, pool, database, request, reply).execute();
    }

    private void execute() {
        request.token().listen(this);
        lease.acquire();
    }

    @Override
    public void onGranted() {
        request.token().unlisten(this);
        database.call(lease.session() == null ? request : request.withSession(lease.session()), this);
    }

    @Override
    public void onRefused() {
        request.token().unlisten(this);
        caller.accept(Outcome.REJECTED, number);
    }

    @Override
    public void onCancelled(Outcome outcome) {
        if (lease.abandon()) {
            request.token().unlisten(this);
            caller.accept(outcome, number);
        }
    }

    @Override
    public void accept(Outcome outcome, long detail) {
        lease.release();
        caller.accept(outcome, detail);
    }
}
