package dev.brownout.component.server.channel;

import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/** A call that occupies a stream of a connection from its sending to its response. */
final class ConnectedCall implements Reply, CancellationToken.Listener {
    private enum Stage {
        NEW,
        WAITING,
        SENT,
        FINISHED
    }

    private final ClientRoute route;
    private final ClientChannel client;
    private final Request request;
    private final Reply caller;
    private Stage stage = Stage.NEW;
    private PinnedConnection connection;
    private Trail trail;

    ConnectedCall(ClientRoute route, ClientChannel client, Request request, Reply caller) {
        this.route = route;
        this.client = client;
        this.request = request;
        this.caller = caller;
    }

    ClientRoute route() {
        return route;
    }

    void assign(PinnedConnection chosen) {
        connection = chosen;
    }

    /** Waits for a stream or for the handshakes of a connection, at most until the timeout of the caller. */
    void await() {
        if (stage == Stage.WAITING) {
            return;
        }
        stage = Stage.WAITING;
        trail = simulation().trail();
        client.tally().wait(1);
        request.token().listen(this);
        if (route.timeoutNanos() > 0) {
            client.caller().schedule(route.timeoutNanos(), this::expire);
        }
    }

    private void endWait() {
        if (stage == Stage.WAITING) {
            client.tally().wait(-1);
            request.token().unlisten(this);
        }
    }

    /** Sends the call over its connection; in an event of its own if it has waited for a stream. */
    void dispatch() {
        boolean waited = stage == Stage.WAITING;
        endWait();
        stage = Stage.SENT;
        client.tally().send();
        if (!waited) {
            send();
            return;
        }
        Trail own = simulation().trail();
        simulation().resume(trail, RequestPhase.WAITING);
        client.caller().schedule(0, this::send);
        simulation().restore(own);
    }

    /** Sends a call that has waited for the handshakes of its connection. */
    void dispatchConnected() {
        endWait();
        stage = Stage.SENT;
        client.tally().send();
        Trail own = simulation().trail();
        simulation().resume(trail, RequestPhase.NETWORK);
        send();
        simulation().restore(own);
    }

    private void send() {
        route.edge(connection.node()).send(client.caller(), request, this);
    }

    /** Leaves the call to a client without connections, because no node is in service. */
    void refuse() {
        finishUnsent();
        route.unpinned().call(request, caller);
    }

    /** Ends a call that has not been sent. */
    void fail(Outcome outcome) {
        finishUnsent();
        caller.accept(outcome, client.componentNumber());
    }

    /** Discards a call that has not been sent, because its process has ended. */
    void drop() {
        finishUnsent();
    }

    private void finishUnsent() {
        endWait();
        stage = Stage.FINISHED;
        client.tally().finishUnsent();
    }

    private void expire() {
        if (stage == Stage.WAITING) {
            leave();
            fail(Outcome.TIMED_OUT);
        } else if (stage == Stage.SENT) {
            stage = Stage.FINISHED;
            caller.accept(Outcome.TIMED_OUT, client.componentNumber());
        }
    }

    @Override
    public void onCancelled(Outcome outcome) {
        if (stage == Stage.WAITING) {
            leave();
            fail(outcome);
        }
    }

    private void leave() {
        if (connection == null) {
            client.leaveQueue(this);
        } else {
            connection.abandon(this);
        }
    }

    @Override
    public void accept(Outcome outcome, long detail) {
        connection.release(outcome);
        if (stage == Stage.SENT) {
            stage = Stage.FINISHED;
            caller.accept(outcome, detail);
        }
    }

    private Simulation simulation() {
        return client.simulation();
    }
}
