package dev.brownout.component.server.channel;

import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.function.ToIntFunction;

/** Calls of one host on one route, over the connections of its clients. */
final class ClientRoute implements Service {
    private final ClientGroup group;
    private final TierEdges edges;
    /** Edges by the number of their node; {@code null} for a node that the host cannot reach. */
    private final Edge[] byNode;

    private final ToIntFunction<Request> client;
    private final long timeoutNanos;
    private final Service unpinnedService;

    /**
     * Creates a route.
     *
     * @param client returns the index of the client of a request
     * @param timeoutNanos timeout of a call, in ns; 0 for none
     * @param anyHost handles calls while no node is in service
     */
    ClientRoute(
            ClientGroup group,
            TierEdges edges,
            Edge[] byNode,
            ToIntFunction<Request> client,
            long timeoutNanos,
            Service anyHost) {
        this.group = group;
        this.edges = edges;
        this.byNode = byNode;
        this.client = client;
        this.timeoutNanos = timeoutNanos;
        this.unpinnedService = anyHost;
    }

    @Override
    public void call(Request request, Reply reply) {
        ClientChannel channel = group.channel(client.applyAsInt(request));
        channel.submit(new ConnectedCall(this, channel, request, reply));
    }

    /** Returns the edges to the nodes that are known to be in service. */
    Edge[] inService() {
        return edges.inService();
    }

    Edge edge(NodeConnections node) {
        return byNode[node.number()];
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    Service unpinned() {
        return unpinnedService;
    }
}
