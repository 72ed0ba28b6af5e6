package dev.brownout.component.quorumstore;

import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Event;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;

/** Periodic anti-entropy of one node: compares all its values with another node. The peers take turns. */
final class AntiEntropy extends Event {
    private final StoreCluster cluster;
    private final StoreNode node;
    private final Counter reconciled;
    private final long everyNanos;
    private final long identity;
    private long rounds;

    /**
     * Creates a task that has not started yet.
     *
     * @param everyNanos interval between two comparisons, in ns
     * @param reconciled counter of values that one of two nodes was missing
     */
    AntiEntropy(StoreCluster cluster, StoreNode node, long everyNanos, Counter reconciled) {
        this.cluster = cluster;
        this.node = node;
        this.reconciled = reconciled;
        this.everyNanos = everyNanos;
        this.identity = KeyedRandom.key(
                0, 0, cluster.wiring().name() + " compares " + node.host().node());
    }

    /** Starts the comparisons, at a random phase that is uniform over one period. */
    void start() {
        double share = cluster.wiring().stream("compare " + node.host().node()).uniform();
        cluster.wiring().simulation().scheduleAfter((long) (share * everyNanos), this, 0);
    }

    @Override
    public void fire(int step) {
        cluster.wiring().simulation().scheduleAfter(everyNanos, this, 0);
        if (node.host().isUp()) {
            int peerCount = cluster.nodes().size() - 1;
            int peer = (int) ((node.number() + 1 + rounds % peerCount) % (peerCount + 1));
            cluster.send(node, new Comparison(peer, request()));
            rounds++;
        }
    }

    private Request request() {
        long requestIdentity = KeyedRandom.child(identity, rounds, 0, 0);
        return Request.withoutUser(requestIdentity, rounds, cluster.now());
    }

    /** Copies newer, unexpired values from one node to another, for the keys that the other node keeps. */
    private void copyNewer(StoreNode from, StoreNode to) {
        from.forEachKey(key -> {
            StampedValue value = from.onDisk(key);
            boolean unexpired = !cluster.lifetime().isExpired(value, from.clock());
            if (unexpired && isReplica(to, key) && to.write(key, value)) {
                reconciled.add(cluster.now());
            }
        });
    }

    private boolean isReplica(StoreNode other, int key) {
        for (int copy : cluster.placement().of(key)) {
            if (copy == other.number()) {
                return true;
            }
        }
        return false;
    }

    /** Comparison request to a peer. A summary of all values of the node. */
    private final class Comparison extends CopyMessage {
        Comparison(int to, Request cause) {
            super(to, cause, Operation.READ, Purpose.COMPARE);
        }

        @Override
        void carriedOut(StoreNode peer) {
            copyNewer(node, peer);
        }

        @Override
        void onResponse(Outcome outcome) {
            if (outcome.good()) {
                copyNewer(cluster.nodes().get(target()), node);
            }
        }
    }
}
