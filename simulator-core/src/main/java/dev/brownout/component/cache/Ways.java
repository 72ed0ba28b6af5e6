package dev.brownout.component.cache;

import dev.brownout.network.Edge;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** One way from a caller to each node that it means; the hash of a key, modulo their number, says which one to take. */
final class Ways implements Service {
    private final Host caller;
    private final Edge[] edges;

    Ways(Host caller, Edge[] edges) {
        this.caller = caller;
        this.edges = edges;
    }

    @Override
    public void call(Request request, Reply reply) {
        int node = edges.length == 1 ? 0 : (int) Long.remainderUnsigned(Draws.mix(request.key()), edges.length);
        edges[node].cross(caller, request, reply);
    }
}
