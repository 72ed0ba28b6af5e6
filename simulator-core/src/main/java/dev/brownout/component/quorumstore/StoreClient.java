package dev.brownout.component.quorumstore;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;

/**
 * Client library of a store on one host. It sends each request to a node that keeps the key. Nodes that are considered
 * up come first, then nearby nodes. Ties are broken by a random number derived from the request.
 */
final class StoreClient implements Service {
    private final StoreCluster cluster;
    private final Host caller;
    private final Edge[] ways;
    private final boolean[] near;
    private final FailureDetector.View view;
    private final AcknowledgedWrites ledger;
    private final KeyedRandom choice;

    /**
     * Creates the client of one host.
     *
     * @param ways connections from the host to each node, indexed by node number
     * @param near whether each node is near the host
     */
    StoreClient(
            StoreCluster cluster,
            Host caller,
            Edge[] ways,
            boolean[] near,
            FailureDetector.View view,
            AcknowledgedWrites ledger,
            KeyedRandom choice) {
        this.cluster = cluster;
        this.caller = caller;
        this.ways = ways;
        this.near = near;
        this.view = view;
        this.ledger = ledger;
        this.choice = choice;
    }

    @Override
    public void call(Request request, Reply reply) {
        int key = StoreCluster.keyOf(request);
        Edge way = ways[coordinator(cluster.placement().of(key), request)];
        Reply heard = request.operation() == Operation.WRITE ? ledger.sent(request, key, reply) : reply;
        way.send(caller, request, heard);
    }

    private int coordinator(int[] copies, Request request) {
        int best = 0;
        for (int copy : copies) {
            best = Math.max(best, rank(copy));
        }
        int many = 0;
        for (int copy : copies) {
            many += rank(copy) == best ? 1 : 0;
        }
        int which = many == 1 ? 0 : choice.at(request.identity()).below(many);
        for (int copy : copies) {
            if (rank(copy) == best && which-- == 0) {
                return copy;
            }
        }
        throw new IllegalStateException("a key without copies");
    }

    private int rank(int node) {
        return (view.up(node) ? 2 : 0) + (near[node] ? 1 : 0);
    }
}
