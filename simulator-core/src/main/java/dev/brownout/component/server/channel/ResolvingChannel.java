package dev.brownout.component.server.channel;

import dev.brownout.service.Outcome;
import java.util.List;

/** A client with a connection to each node of the resolved addresses. The nodes take its calls in turn. */
final class ResolvingChannel extends ClientChannel {
    /** Minimum time between two resolutions: DNS_MIN_TIME_BETWEEN_RESOLUTIONS of gRPC. */
    private static final long COOLDOWN_NANOS = 30_000_000_000L;

    /** The route of the first call, by which the client knows the nodes; {@code null} before the first call. */
    private ClientRoute route;

    private List<NodeConnections> known = List.of();
    /** Failed attempts in a row, by the number of the node. */
    private final int[] failures;

    private long resolvedAt;
    private boolean resolving;

    ResolvingChannel(ClientGroup group, int id, int nodes) {
        super(group, id);
        failures = new int[nodes];
    }

    @Override
    PinnedConnection select(ConnectedCall call) {
        if (route == null) {
            route = call.route();
            resolve();
            poll();
        }
        return nextWithStream(true);
    }

    private void resolve() {
        resolving = false;
        resolvedAt = simulation().now();
        List<NodeConnections> found = inService(route);
        List<NodeConnections> before = known;
        known = spec().subset()
                .map(size -> DeterministicSubset.subset(found, id(), size))
                .orElse(found);
        for (PinnedConnection connection : List.copyOf(connections())) {
            if (connection.isOpen() && !known.contains(connection.node())) {
                connection.close(ConnectionEnd.CLOSED);
            }
        }
        for (NodeConnections node : known) {
            if (!before.contains(node)) {
                failures[node.number()] = 0;
                reconnect(node);
            }
        }
    }

    private void poll() {
        spec().resolveEvery()
                .ifPresent(time -> caller().schedule(time.toNanos(), () -> {
                    resolve();
                    poll();
                }));
    }

    /** Resolves the addresses as soon as the time between two resolutions has passed. */
    private void resolveSoon() {
        if (!resolving) {
            resolving = true;
            long wait = Math.max(0, resolvedAt + COOLDOWN_NANOS - simulation().now());
            caller().schedule(wait, this::resolve);
        }
    }

    private void reconnect(NodeConnections node) {
        boolean connected = connections().stream().anyMatch(connection -> connection.node() == node);
        if (known.contains(node) && !connected) {
            connect(node);
        }
    }

    @Override
    void onOpened(PinnedConnection connection) {
        failures[connection.node().number()] = 0;
        if (known.contains(connection.node())) {
            super.onOpened(connection);
        } else {
            connection.close(ConnectionEnd.CLOSED);
        }
    }

    @Override
    void onClosed(PinnedConnection connection) {
        super.onClosed(connection);
        caller().schedule(0, () -> reconnect(connection.node()));
        resolveSoon();
    }

    @Override
    void onFailed(PinnedConnection connection) {
        super.onClosed(connection);
        int failed = failures[connection.node().number()]++;
        caller().schedule(backoffNanos(failed), () -> reconnect(connection.node()));
        resolveSoon();
    }

    @Override
    void fail(ConnectedCall call) {
        if (known.isEmpty()) {
            resolveSoon();
        }
        call.fail(Outcome.UNAVAILABLE);
    }

    @Override
    void reset() {
        super.reset();
        route = null;
        known = List.of();
        resolving = false;
    }
}
