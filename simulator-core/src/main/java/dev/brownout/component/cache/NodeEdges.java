package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** One way from a caller to each node that it means; the caller's client says which one a key lives on. */
final class NodeEdges implements Service {
    private final Host caller;
    private final CacheClient client;
    private final Edge[] edges;
    private final int number;

    /**
     * The calling side.
     *
     * @param edges one way to each node of the client, in their order
     * @param number the cache's number, the detail of failures that arise here
     */
    NodeEdges(Host caller, CacheClient client, Edge[] edges, int number) {
        this.caller = caller;
        this.client = client;
        this.edges = edges;
        this.number = number;
    }

    /** The service of these ways. */
    Service service() {
        return client.watches() ? this::watched : this;
    }

    @Override
    public void call(Request request, Reply reply) {
        int node = client.nodeOf(request.key());
        if (node == CacheClient.NOBODY) {
            reply.accept(Outcome.UNAVAILABLE, number);
        } else {
            edges[node].send(caller, request, reply);
        }
    }

    private void watched(Request request, Reply reply) {
        int node = client.nodeOf(request.key());
        if (node == CacheClient.NOBODY) {
            reply.accept(Outcome.UNAVAILABLE, number);
            return;
        }
        edges[node].send(caller, request, (outcome, detail) -> {
            client.ended(node, outcome);
            reply.accept(outcome, detail);
        });
    }
}
