package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** Edges from a caller to each node of a cache; the client selects the node of a key. */
final class NodeEdges implements Service {
    private final Host caller;
    private final CacheClient client;
    private final Edge[] edges;
    private final int number;

    /**
     * Creates the calling side.
     *
     * @param edges one edge to each node of the client, in order
     * @param number the cache's number, the detail of failures that arise here
     */
    NodeEdges(Host caller, CacheClient client, Edge[] edges, int number) {
        this.caller = caller;
        this.client = client;
        this.edges = edges;
        this.number = number;
    }

    /** Returns the service over these edges. */
    Service service() {
        return client.watches() ? this::sendObserved : this;
    }

    @Override
    public void call(Request request, Reply reply) {
        int node = client.nodeOf(request.key());
        if (node == CacheClient.NO_NODE) {
            reply.accept(Outcome.UNAVAILABLE, number);
        } else {
            edges[node].send(caller, request, reply);
        }
    }

    private void sendObserved(Request request, Reply reply) {
        int node = client.nodeOf(request.key());
        if (node == CacheClient.NO_NODE) {
            reply.accept(Outcome.UNAVAILABLE, number);
            return;
        }
        edges[node].send(caller, request, (outcome, detail) -> {
            client.recordOutcome(node, outcome);
            reply.accept(outcome, detail);
        });
    }
}
