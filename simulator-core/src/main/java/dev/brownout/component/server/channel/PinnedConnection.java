package dev.brownout.component.server.channel;

import dev.brownout.host.Host;
import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A connection of one client to one node. */
final class PinnedConnection {
    private enum State {
        OPENING,
        OPEN,
        CLOSED
    }

    /** Share by which the age of a connection is longer or shorter: MAX_CONNECTION_AGE of gRPC. */
    private static final double AGE_JITTER = 0.1;

    private final ClientChannel client;
    private final NodeConnections node;
    private final ClientConnectionsSpec spec;
    /** Calls that wait for the handshakes. */
    private final List<ConnectedCall> pending = new ArrayList<>(1);

    private State state = State.OPENING;
    private int incarnation;
    private int streams;
    /** Number of calls that the connection has taken. */
    private int calls;

    PinnedConnection(ClientChannel client, NodeConnections node) {
        this.client = client;
        this.node = node;
        this.spec = client.spec();
    }

    ClientChannel client() {
        return client;
    }

    NodeConnections node() {
        return node;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Returns whether the process at the other end has been replaced. */
    boolean isStale() {
        return incarnation != node.host().incarnation();
    }

    /** Returns whether the connection takes another call. */
    boolean hasStream() {
        return streams < spec.streams()
                && spec.maxRequests().filter(most -> calls >= most).isEmpty();
    }

    /** Takes a call. It is sent when the connection is open. */
    void send(ConnectedCall call) {
        streams++;
        calls++;
        call.assign(this);
        if (state == State.OPENING) {
            call.await();
            pending.add(call);
        } else {
            call.dispatch();
            closeExhausted();
        }
    }

    /** Returns whether calls wait for the handshakes. */
    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Returns the call that has waited longest for the handshakes, and does not send it. */
    ConnectedCall removePending() {
        ConnectedCall first = pending.get(0);
        abandon(first);
        calls--;
        return first;
    }

    /** Removes a call that has ended before it was sent. */
    void abandon(ConnectedCall call) {
        streams--;
        pending.remove(call);
    }

    /** Releases the stream of a call. */
    void release(Outcome outcome) {
        if (state == State.CLOSED) {
            return;
        }
        streams--;
        if (spec.streams() == 1 && (outcome == Outcome.TIMED_OUT || outcome == Outcome.CANCELLED)) {
            close(ConnectionEnd.CLOSED);
            return;
        }
        if (streams == 0) {
            awaitIdleTimeout();
        }
        client.pump();
    }

    private void awaitIdleTimeout() {
        spec.idleTimeout().ifPresent(time -> {
            int before = calls;
            client.caller().schedule(time.toNanos(), () -> {
                if (state == State.OPEN && streams == 0 && calls == before) {
                    close(ConnectionEnd.CLOSED);
                }
            });
        });
    }

    /** Completes the handshakes. */
    void shakeHands() {
        Host host = node.host();
        if (state != State.OPENING) {
            return;
        }
        if (host.state() == Host.State.DARK) {
            client.caller().schedule(ClientConnections.CONNECT_TIMEOUT_NANOS, this::expire);
        } else if (host.state() == Host.State.CRASHED
                || !host.accepts(client.simulation().now())) {
            refuse();
        } else {
            open();
        }
    }

    private void open() {
        state = State.OPEN;
        incarnation = node.host().incarnation();
        node.add(this);
        spec.maxAge().ifPresent(age -> {
            long nanos = client.jittered(age.toNanos(), AGE_JITTER);
            int process = incarnation;
            node.host().schedule(nanos, () -> {
                if (state == State.OPEN && process == incarnation) {
                    close(ConnectionEnd.RENEWED);
                }
            });
        });
        sendPending();
        if (streams == 0 && state == State.OPEN) {
            awaitIdleTimeout();
        }
        closeExhausted();
        client.onOpened(this);
    }

    private void sendPending() {
        List<ConnectedCall> calls = List.copyOf(pending);
        pending.clear();
        calls.forEach(ConnectedCall::dispatchConnected);
    }

    private void closeExhausted() {
        if (state == State.OPEN
                && spec.maxRequests().filter(most -> calls >= most).isPresent()) {
            close(ConnectionEnd.RENEWED);
        }
    }

    /**
     * Ends an attempt at a node that refuses it. Without an open connection the waiting calls meet the same refusal.
     */
    private void refuse() {
        fail();
        sendPending();
    }

    /** Ends an attempt. The waiting calls change to open connections, if the client has any. */
    private void fail() {
        state = State.CLOSED;
        node.fail();
        client.onFailed(this);
        if (client.requeue(pending)) {
            pending.clear();
        }
    }

    /** Ends an attempt without a response. */
    void expire() {
        if (state == State.OPENING) {
            fail();
            List.copyOf(pending).forEach(call -> call.fail(Outcome.TIMED_OUT));
            pending.clear();
        }
    }

    /** Ends an open connection. Its calls in flight finish. */
    void close(ConnectionEnd end) {
        state = State.CLOSED;
        node.remove(this, end);
        client.onClosed(this);
    }

    /** Ends the connection with the process of its client. */
    void drop() {
        if (state == State.OPEN) {
            node.remove(this, ConnectionEnd.CLOSED);
        } else if (state == State.OPENING) {
            node.fail();
            pending.forEach(ConnectedCall::drop);
        }
        state = State.CLOSED;
    }
}
