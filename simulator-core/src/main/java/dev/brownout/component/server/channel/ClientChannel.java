package dev.brownout.component.server.channel;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Connections of one client, and its calls that wait for one of them. */
abstract class ClientChannel {
    /** First wait after a failed attempt, its factor, limit and jitter: doc/connection-backoff.md of gRPC. */
    private static final double BACKOFF_NANOS = 1e9;

    private static final double BACKOFF_FACTOR = 1.6;
    private static final double BACKOFF_MOST_NANOS = 120e9;
    private static final double BACKOFF_JITTER = 0.2;

    private final ClientGroup group;
    private final int id;
    private final List<PinnedConnection> connections = new ArrayList<>();
    /** Calls that wait for a stream of an open connection. Further calls wait for one that opens. */
    private final ArrayDeque<ConnectedCall> waiting = new ArrayDeque<>();

    /** True after a failed attempt until the next call: calls that wait for an open connection start no further one. */
    private boolean failing;

    private int turn;
    private long draws;

    /**
     * Creates a client without connections.
     *
     * @param id number of the client among those of its location
     */
    ClientChannel(ClientGroup group, int id) {
        this.group = group;
        this.id = id;
    }

    int id() {
        return id;
    }

    ClientConnectionsSpec spec() {
        return group.clients().spec();
    }

    Host caller() {
        return group.caller();
    }

    Simulation simulation() {
        return group.clients().context().simulation();
    }

    int componentNumber() {
        return group.clients().context().number();
    }

    CallTally tally() {
        return group.clients().tally();
    }

    ConnectionBalancer balancer() {
        return group.balancer();
    }

    /** Returns the connections that are open or being opened, in the order of their attempts. */
    List<PinnedConnection> connections() {
        return connections;
    }

    /**
     * Selects a connection for a call, and opens one if necessary; {@code null} if the call has to wait or cannot be
     * served.
     */
    abstract PinnedConnection select(ConnectedCall call);

    /** Ends a call for which there is no connection, and none will open soon. */
    abstract void fail(ConnectedCall call);

    /** Handles an opened connection. */
    void onOpened(PinnedConnection connection) {
        pump();
    }

    /** Handles the end of a connection. */
    void onClosed(PinnedConnection connection) {
        connections.remove(connection);
        caller().schedule(0, this::pump);
    }

    /** Handles a failed attempt. */
    void onFailed(PinnedConnection connection) {
        failing = true;
        onClosed(connection);
    }

    /** Takes a call. */
    final void submit(ConnectedCall call) {
        tally().submit();
        failing = false;
        if (waiting.isEmpty()) {
            PinnedConnection chosen = select(call);
            if (chosen != null) {
                chosen.send(call);
                return;
            }
            if (connections.isEmpty()) {
                fail(call);
                return;
            }
        }
        if (hasOpenConnection()) {
            tally().waitForStream();
        }
        waiting.add(call);
        tally().queue(1);
        call.await();
        pump();
    }

    /**
     * Takes the calls that waited for a failed attempt. They wait for a stream of an open connection, ahead of later
     * calls. Returns false if no connection is open.
     */
    final boolean requeue(List<ConnectedCall> calls) {
        if (!hasOpenConnection()) {
            return false;
        }
        for (int i = calls.size() - 1; i >= 0; i--) {
            calls.get(i).assign(null);
            waiting.addFirst(calls.get(i));
            tally().waitForStream();
        }
        tally().queue(calls.size());
        return true;
    }

    private boolean hasOpenConnection() {
        return connections.stream().anyMatch(PinnedConnection::isOpen);
    }

    /** Lets calls that wait for a connection that opens take the free streams of open ones. */
    private void serveFromOpenConnections() {
        PinnedConnection attempt = attemptWithCalls();
        PinnedConnection live = attempt == null ? null : nextWithStream(true);
        while (live != null) {
            live.send(attempt.removePending());
            attempt = attemptWithCalls();
            live = attempt == null ? null : nextWithStream(true);
        }
    }

    private PinnedConnection attemptWithCalls() {
        for (PinnedConnection connection : connections) {
            if (connection.hasPending()) {
                return connection;
            }
        }
        return null;
    }

    /** Serves the calls that wait, in the order of their arrival, as far as there are streams. */
    final void pump() {
        serveFromOpenConnections();
        while (!waiting.isEmpty()) {
            PinnedConnection chosen = failing && hasOpenConnection() ? nextWithStream(true) : select(waiting.peek());
            if (chosen == null && !connections.isEmpty()) {
                return;
            }
            ConnectedCall call = waiting.poll();
            tally().queue(-1);
            if (chosen == null) {
                fail(call);
            } else {
                chosen.send(call);
            }
        }
    }

    final void leaveQueue(ConnectedCall call) {
        waiting.remove(call);
        tally().queue(-1);
    }

    /** Returns the next connection with a free stream, in turn; {@code null} if there is none. */
    final PinnedConnection nextWithStream(boolean openOnly) {
        for (int i = 0; i < connections.size(); i++) {
            int index = (turn + i) % connections.size();
            PinnedConnection connection = connections.get(index);
            if (connection.hasStream() && (connection.isOpen() || !openOnly)) {
                turn = index + 1;
                return connection;
            }
        }
        return null;
    }

    /** Starts an attempt at a node. */
    final PinnedConnection connect(NodeConnections node) {
        PinnedConnection connection = new PinnedConnection(this, node);
        connections.add(connection);
        node.attempt();
        long nanos = setupNanos(node.host());
        if (nanos == Link.LOST) {
            caller().schedule(ClientConnections.CONNECT_TIMEOUT_NANOS, connection::expire);
        } else {
            caller().schedule(nanos, connection::shakeHands);
        }
        return connection;
    }

    private long setupNanos(Host node) {
        Link outbound = group.clients().context().network().link(caller(), node);
        Link inbound = group.clients().context().network().link(node, caller());
        long sum = 0;
        for (int i = 0; i < 2 * spec().setup().roundTrips(); i++) {
            long nanos = (i % 2 == 0 ? outbound : inbound).delayNanos(identity(), 0);
            if (nanos == Link.LOST) {
                return Link.LOST;
            }
            sum += nanos;
        }
        return sum;
    }

    /** Returns the nodes that the client knows to be in service, on a route. */
    final List<NodeConnections> inService(ClientRoute route) {
        return balancer().nodes(route.inService());
    }

    /** Returns the key of the next random number of the client. */
    final long identity() {
        return KeyedRandom.child(group.key(), id, 0, (int) draws++);
    }

    /** Returns a time that is longer or shorter by up to a share. */
    final long jittered(double nanos, double share) {
        double factor = 1 + share * (2 * group.clients().random(identity()).uniform() - 1);
        return Math.max(1, Math.round(nanos * factor));
    }

    /** Returns the wait after a failed attempt, given the number of failed attempts in a row before it. */
    final long backoffNanos(int failed) {
        double nanos = Math.min(BACKOFF_MOST_NANOS, BACKOFF_NANOS * ElementaryFunctions.pow(BACKOFF_FACTOR, failed));
        return jittered(nanos, BACKOFF_JITTER);
    }

    /** Ends all connections and calls with the process of the client. */
    void reset() {
        List.copyOf(connections).forEach(PinnedConnection::drop);
        connections.clear();
        tally().queue(-waiting.size());
        waiting.forEach(ConnectedCall::drop);
        waiting.clear();
    }
}
