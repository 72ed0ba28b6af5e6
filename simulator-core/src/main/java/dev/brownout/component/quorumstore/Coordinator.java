package dev.brownout.component.quorumstore;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import java.util.Arrays;

/** Coordinator role of a node: contacts the replicas of a key and responds as soon as a quorum has responded. */
final class Coordinator {
    private final StoreCluster cluster;
    private final StoreNode node;
    private final FailureDetector.View view;
    private final AcknowledgedWrites ledger;
    private final ReadConsistencyChecker reads;
    /** Speculative retries of reads; {@code null} for none. */
    private final Speculation speculation;

    Coordinator(
            StoreCluster cluster,
            StoreNode node,
            FailureDetector.View view,
            AcknowledgedWrites ledger,
            ReadConsistencyChecker reads,
            Speculation speculation) {
        this.speculation = speculation;
        this.cluster = cluster;
        this.node = node;
        this.view = view;
        this.ledger = ledger;
        this.reads = reads;
    }

    /** Returns the service for writes and for the reads with the given work. */
    Service of(StoreCluster.Work work) {
        return (request, reply) -> call(request, reply, work);
    }

    private void call(Request request, Reply reply, StoreCluster.Work work) {
        int key = StoreCluster.keyOf(request);
        int[] replicas = cluster.placement().of(key);
        int[] contacted = contactable(key, replicas);
        QuorumSizes quorum = cluster.spec().consistency().quorum();
        boolean writing = request.operation() == Operation.WRITE;
        if (contacted.length < (writing ? quorum.write() : quorum.read())) {
            reply.accept(Outcome.UNAVAILABLE, cluster.wiring().number());
        } else if (writing) {
            CoordinatedWrite write = new CoordinatedWrite(cluster, node, view, request, reply, ledger, reads);
            write.send(contacted, replicas);
        } else {
            read(new CoordinatedRead(cluster, node, request, reply, reads, work, speculation), contacted, replicas);
        }
    }

    private void read(CoordinatedRead read, int[] up, int[] replicas) {
        if (cluster.spec().consistency().contact() == ReadContact.ALL) {
            read.send(up, replicas);
        } else {
            int count = cluster.spec().consistency().quorum().read() + (speculation == null ? 0 : 1);
            read.contactFirst(up, replicas, nearest(up, Math.min(up.length, count)));
        }
    }

    /**
     * Returns the first {@code count} live nodes on the ring, beginning with this one. Nodes of its region come first.
     */
    private int[] nearest(int[] up, int count) {
        int start = 0;
        while (start < up.length && up[start] != node.number()) {
            start++;
        }
        int[] chosen = new int[count];
        int found = 0;
        for (int pass = 0; pass < 2 && found < count; pass++) {
            for (int i = 0; i < up.length && found < count; i++) {
                int other = up[(start + i) % up.length];
                if (isNearby(other) == (pass == 0)) {
                    chosen[found++] = other;
                }
            }
        }
        return chosen;
    }

    private boolean isNearby(int other) {
        String region = cluster.nodes().get(other).host().site().region();
        return region.equals(node.host().site().region());
    }

    private int[] available(int[] nodes, int maxNodes) {
        return Arrays.stream(nodes).filter(this::isAvailable).limit(maxNodes).toArray();
    }

    /**
     * Returns whether a node is considered up. With siblings, this node is always up for itself, since it writes first.
     */
    private boolean isAvailable(int other) {
        return view.isUp(other) || cluster.siblings() && other == node.number();
    }

    /**
     * Returns the replicas of a key that are considered up. With a sloppy quorum, the next nodes on the ring replace
     * the replicas that are down.
     */
    private int[] contactable(int key, int[] replicas) {
        int up = 0;
        for (int node : replicas) {
            up += isAvailable(node) ? 1 : 0;
        }
        if (up == replicas.length) {
            return replicas;
        }
        int all =
                cluster.spec().consistency().quorum().sloppy() ? cluster.nodes().size() : replicas.length;
        int[] contacted = available(replicas, replicas.length);
        for (int examined = replicas.length; contacted.length < replicas.length && examined < all; ) {
            examined = Math.min(2 * examined, all);
            contacted = available(cluster.placement().firstOf(key, examined), replicas.length);
        }
        return contacted;
    }
}
