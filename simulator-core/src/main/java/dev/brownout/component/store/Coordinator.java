package dev.brownout.component.store;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import java.util.Arrays;

/** What a node does for its callers: it asks the copies, and answers when enough of them have. */
final class Coordinator {
    private final Cluster cluster;
    private final StoreNode node;
    private final Liveness.View view;
    private final AcknowledgedWrites ledger;
    private final AnswerJudge reads;

    Coordinator(Cluster cluster, StoreNode node, Liveness.View view, AcknowledgedWrites ledger, AnswerJudge reads) {
        this.cluster = cluster;
        this.node = node;
        this.view = view;
        this.ledger = ledger;
        this.reads = reads;
    }

    /** What it does for reads of a class, and for writes. */
    Service of(Cluster.Work work) {
        return (request, reply) -> call(request, reply, work);
    }

    private void call(Request request, Reply reply, Cluster.Work work) {
        int key = Cluster.keyOf(request);
        int[] keepers = cluster.placement().of(key);
        int[] asked = asked(key, keepers);
        QuorumSizes quorum = cluster.spec().quorum();
        boolean writing = request.operation() == Operation.WRITE;
        if (asked.length < (writing ? quorum.write() : quorum.read())) {
            reply.accept(Outcome.UNAVAILABLE, cluster.wiring().number());
        } else if (writing) {
            WriteGathering write = new WriteGathering(cluster, node, view, request, reply, ledger, reads);
            write.ask(asked, keepers);
        } else {
            new ReadGathering(cluster, node, request, reply, reads, work).ask(asked, keepers);
        }
    }

    private int[] up(int[] nodes, int most) {
        return Arrays.stream(nodes).filter(this::up).limit(most).toArray();
    }

    /** Where the node that is called writes first, it is one of them whatever others hold of it. */
    private boolean up(int other) {
        return view.up(other) || cluster.siblings() && other == node.number();
    }

    /** Those of the keepers that are held to be up, and as many of the next nodes as stand in for the others. */
    private int[] asked(int key, int[] keepers) {
        int up = 0;
        for (int node : keepers) {
            up += up(node) ? 1 : 0;
        }
        if (up == keepers.length) {
            return keepers;
        }
        int all = cluster.spec().quorum().sloppy() ? cluster.nodes().size() : keepers.length;
        int[] asked = up(keepers, keepers.length);
        for (int looked = keepers.length; asked.length < keepers.length && looked < all; ) {
            looked = Math.min(2 * looked, all);
            asked = up(cluster.placement().firstOf(key, looked), keepers.length);
        }
        return asked;
    }
}
