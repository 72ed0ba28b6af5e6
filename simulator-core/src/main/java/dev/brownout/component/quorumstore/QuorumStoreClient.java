package dev.brownout.component.quorumstore;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;

/**
 * Client library of a store on one client host. It sends each request to one replica of the key, the coordinator of the
 * request. It prefers replicas that the failure detector considers up, and among those nearby ones. Ties are broken by
 * a random number derived from the request.
 */
final class QuorumStoreClient implements Service {
    private final StoreCluster cluster;
    private final Host client;
    private final Edge[] connections;
    private final boolean[] nearby;
    private final FailureDetector.View failureView;
    private final AcknowledgedWrites acknowledgedWrites;
    private final KeyedRandom tieBreaker;

    /**
     * Creates the client library of one host.
     *
     * @param client the client host
     * @param connections connections from the client host, indexed by node number
     * @param nearby whether a node is in the location that the client prefers, indexed by node number
     * @param failureView the nodes considered up, as seen from the region of the client
     * @param acknowledgedWrites record of all writes, used to detect lost ones
     * @param tieBreaker random numbers for the choice among equally good replicas
     */
    QuorumStoreClient(
            StoreCluster cluster,
            Host client,
            Edge[] connections,
            boolean[] nearby,
            FailureDetector.View failureView,
            AcknowledgedWrites acknowledgedWrites,
            KeyedRandom tieBreaker) {
        this.cluster = cluster;
        this.client = client;
        this.connections = connections;
        this.nearby = nearby;
        this.failureView = failureView;
        this.acknowledgedWrites = acknowledgedWrites;
        this.tieBreaker = tieBreaker;
    }

    @Override
    public void call(Request request, Reply reply) {
        int key = StoreCluster.keyOf(request);
        Edge connection = connections[coordinator(cluster.placement().of(key), request)];
        Reply recordingReply =
                request.operation() == Operation.WRITE ? acknowledgedWrites.recordOutcome(request, key, reply) : reply;
        connection.send(client, request, recordingReply);
    }

    /** Returns the node to which a request is sent. */
    private int coordinator(int[] replicas, Request request) {
        int bestRank = 0;
        for (int replica : replicas) {
            bestRank = Math.max(bestRank, rank(replica));
        }
        int candidates = 0;
        for (int replica : replicas) {
            candidates += rank(replica) == bestRank ? 1 : 0;
        }
        int remaining = candidates == 1
                ? 0
                : tieBreaker.withIdentity(request.identity()).nextInt(candidates);
        for (int replica : replicas) {
            if (rank(replica) == bestRank && remaining-- == 0) {
                return replica;
            }
        }
        throw new IllegalStateException("a key without copies");
    }

    /** Returns the preference for a node, 0 to 3; higher is better. Its state counts more than its location. */
    private int rank(int node) {
        return (failureView.isUp(node) ? 2 : 0) + (nearby[node] ? 1 : 0);
    }
}
