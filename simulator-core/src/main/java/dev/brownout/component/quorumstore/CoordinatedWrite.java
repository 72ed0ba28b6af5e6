package dev.brownout.component.quorumstore;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import java.util.Arrays;
import java.util.Optional;

/**
 * A coordinated write. All replicas get the same value, with a timestamp of the coordinator's clock. With siblings, the
 * coordinator writes first: the value is created when its core has done the work, and depends on the value stored at
 * that time. Then the value is sent to the remaining replicas.
 */
final class CoordinatedWrite extends CoordinatedCall {
    private final FailureDetector.View view;
    private final AcknowledgedWrites ledger;
    private final AcknowledgedWrites.Write write;
    private final int key;
    private final ReadConsistencyChecker reads;
    private StampedValue value;
    private int[] otherReplicas = {};
    private boolean stored;

    CoordinatedWrite(
            StoreCluster cluster,
            StoreNode coordinator,
            FailureDetector.View view,
            Request request,
            Reply caller,
            AcknowledgedWrites ledger,
            ReadConsistencyChecker reads) {
        super(
                cluster,
                coordinator,
                request,
                caller,
                cluster.spec().consistency().quorum().write());
        this.view = view;
        this.ledger = ledger;
        this.write = ledger.of(request);
        this.reads = reads;
        this.key = StoreCluster.keyOf(request);
    }

    @Override
    void begin(int[] copies) {
        if (cluster().siblings()) {
            otherReplicas = Arrays.stream(copies)
                    .filter(copy -> copy != coordinator().number())
                    .toArray();
            send(coordinator().number());
        } else {
            create();
            super.begin(copies);
            hintAbsent();
        }
    }

    private void create() {
        value = cluster().create(coordinator(), key, reads.lastRead(request(), key));
        write.addValue(value);
    }

    /**
     * Continues after the write on the coordinator. Sends the value to the remaining replicas, or counts them as failed
     * if the coordinator failed.
     */
    private void replicate(Outcome first) {
        onReplicaResult(first);
        int[] waiting = otherReplicas;
        otherReplicas = new int[0];
        for (int copy : waiting) {
            if (first.good()) {
                send(copy);
            } else {
                onReplicaResult(first);
            }
        }
        if (first.good()) {
            hintAbsent();
        }
    }

    /** Keeps hints for the replicas that were not contacted, unless the quorum is sloppy and substitutes keep them. */
    private void hintAbsent() {
        if (!cluster().spec().consistency().quorum().sloppy()) {
            for (int node : absent()) {
                keepHint(node);
            }
        }
    }

    @Override
    CopyMessage message(int copy) {
        return new Put(copy, request());
    }

    @Override
    void onQuorum(Reply answer) {
        Optional<ReadConsistencyChecker.LastRead> read = reads.lastRead(request(), key);
        if (read.isPresent()) {
            read.get().wrote(value);
        }
        answer.accept(Outcome.OK, value.version);
    }

    @Override
    void complete() {}

    /**
     * Keeps a hint for a replica that did not take the value, unless the replica has been down for longer than the
     * handoff window.
     */
    private void keepHint(int node) {
        boolean handoffEnabled = cluster().spec().repair().handoff().isPresent();
        if (handoffEnabled && (view.isUp(node) || cluster().now() - view.downSince(node) <= window())) {
            onStored();
            coordinator().hints().store(node, request(), key, value);
        }
    }

    private long window() {
        return cluster().spec().repair().handoff().orElseThrow().toNanos();
    }

    private void onStored() {
        if (!stored) {
            stored = true;
            ledger.recordApplied(write);
        }
    }

    /** Write request to one replica. */
    private final class Put extends CopyMessage {
        Put(int to, Request cause) {
            super(to, cause, Operation.WRITE, Purpose.READ);
        }

        @Override
        void carriedOut(StoreNode node) {
            if (value == null) {
                create();
            }
            onStored();
            if (isSubstitute(target())) {
                node.hints().store(insteadOf(target()), request(), key, value);
            } else {
                node.write(key, value);
            }
        }

        @Override
        void onResponse(Outcome outcome) {
            if (cluster().siblings() && target() == coordinator().number()) {
                replicate(outcome);
                return;
            }
            if (!outcome.good() && !isSubstitute(target())) {
                keepHint(target());
            }
            onReplicaResult(outcome);
        }
    }
}
