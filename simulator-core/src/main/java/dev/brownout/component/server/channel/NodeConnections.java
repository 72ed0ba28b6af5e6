package dev.brownout.component.server.channel;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/** Connections of all clients to one node. */
final class NodeConnections implements Host.Resident {
    private final Host host;
    private final int number;
    private final long deadNanos;
    private final ComponentContext context;
    private final ClientConnectionMetrics measures;
    private final List<PinnedConnection> open = new ArrayList<>();
    private int opening;
    private long attempts;
    private long opened;
    private long failed;
    /** Number of times the node has become silent. */
    private int silences;

    NodeConnections(ComponentContext context, Host host, int number, long deadNanos) {
        this.context = context;
        this.host = host;
        this.number = number;
        this.deadNanos = deadNanos;
        this.measures = context.metrics().instruments(ClientConnectionMetrics.class, host);
        host.attach(this);
        context.audit()
                .identity(
                        "/" + host.node() + ": client connections opened = open + renewed + closed + lost",
                        () -> opened,
                        () -> open.size() + closedConnections());
        context.audit()
                .identity(
                        "/" + host.node() + ": client connections = connections counted",
                        open::size,
                        () -> measures.clientConnections().value());
        context.audit()
                .identity(
                        "/" + host.node() + ": connection attempts = opened + failed + in progress",
                        () -> attempts,
                        () -> opened + failed + opening);
    }

    private long closedConnections() {
        CellRange all = context.grid().span(0, context.grid().end());
        return measures.clientConnectionsRenewed().total(all)
                + measures.clientConnectionsClosed().total(all)
                + measures.clientConnectionsLost().total(all);
    }

    Host host() {
        return host;
    }

    /** Returns the index of the node among all nodes of the tier. */
    int number() {
        return number;
    }

    /** Returns the number of connections that are open or being opened. */
    int established() {
        return open.size() + opening;
    }

    ClientConnectionMetrics measures() {
        return measures;
    }

    void attempt() {
        attempts++;
        opening++;
    }

    void fail() {
        opening--;
        failed++;
        measures.clientConnectionsFailed().add(openConnections());
    }

    void add(PinnedConnection connection) {
        opening--;
        opened++;
        open.add(connection);
        measures.clientConnectionsOpened().add(openConnections());
        measures.clientConnections().add(openConnections(), 1);
    }

    void remove(PinnedConnection connection, ConnectionEnd end) {
        open.remove(connection);
        measures.clientConnections().add(openConnections(), -1);
        switch (end) {
            case RENEWED -> measures.clientConnectionsRenewed().add(openConnections());
            case CLOSED -> measures.clientConnectionsClosed().add(openConnections());
            case LOST -> measures.clientConnectionsLost().add(openConnections());
        }
    }

    private long openConnections() {
        return context.simulation().now();
    }

    /** Ends the connections of a dead process, unless the node is silent and its clients get no signal. */
    @Override
    public void onCrash() {
        if (host.state() != Host.State.DARK) {
            closeAll(ConnectionEnd.LOST);
        }
    }

    /** Closes the connections of a process that is asked to stop (GOAWAY of HTTP/2, close of HTTP/1.1). */
    @Override
    public void membershipChanged() {
        if (!host.membership().consumes() && host.state() != Host.State.DARK) {
            closeAll(ConnectionEnd.CLOSED);
        }
    }

    @Override
    public void stateChanged() {
        if (host.state() == Host.State.DARK) {
            int silence = ++silences;
            open.forEach(
                    connection -> connection.client().caller().schedule(deadNanos, () -> expire(connection, silence)));
        } else {
            List.copyOf(open).stream()
                    .filter(PinnedConnection::isStale)
                    .forEach(connection -> connection.close(ConnectionEnd.LOST));
        }
    }

    private void expire(PinnedConnection connection, int silence) {
        if (silence == silences && host.state() == Host.State.DARK && connection.isOpen()) {
            connection.close(ConnectionEnd.LOST);
        }
    }

    private void closeAll(ConnectionEnd end) {
        List.copyOf(open).forEach(connection -> connection.close(end));
    }
}
