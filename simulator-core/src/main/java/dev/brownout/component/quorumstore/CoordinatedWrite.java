package dev.brownout.component.quorumstore;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import java.util.Arrays;
import java.util.Optional;

/**
 * A write that waits for its copies: all get the same value, stamped by the clock of the node that was called. Where
 * siblings are kept it is made when that node has worked for it, of what is there then, and goes to the others once
 * that is done.
 */
final class CoordinatedWrite extends CoordinatedCall {
    private final FailureDetector.View view;
    private final AcknowledgedWrites ledger;
    private final AcknowledgedWrites.Write write;
    private final int key;
    private final ReadConsistencyChecker reads;
    private StampedValue value;
    private int[] others = {};
    private boolean stored;

    CoordinatedWrite(
            StoreCluster cluster,
            StoreNode coordinator,
            FailureDetector.View view,
            Request request,
            Reply caller,
            AcknowledgedWrites ledger,
            ReadConsistencyChecker reads) {
        super(cluster, coordinator, request, caller, cluster.spec().quorum().write());
        this.view = view;
        this.ledger = ledger;
        this.write = ledger.of(request);
        this.reads = reads;
        this.key = StoreCluster.keyOf(request);
    }

    @Override
    void begin(int[] copies) {
        if (cluster().siblings()) {
            others = Arrays.stream(copies)
                    .filter(copy -> copy != coordinator().number())
                    .toArray();
            send(coordinator().number());
        } else {
            make();
            super.begin(copies);
            hintAbsent();
        }
    }

    private void make() {
        value = cluster().make(coordinator(), key, reads.lastRead(request(), key));
        write.made(value);
    }

    /** The node that was called has it first, or nobody has. */
    private void goOn(Outcome first) {
        heard(first);
        int[] waiting = others;
        others = new int[0];
        for (int copy : waiting) {
            if (first.good()) {
                send(copy);
            } else {
                heard(first);
            }
        }
        if (first.good()) {
            hintAbsent();
        }
    }

    /** Those that are not even asked are kept hints for as well, unless somebody stands in for them. */
    private void hintAbsent() {
        if (!cluster().spec().quorum().sloppy()) {
            for (int node : absent()) {
                hint(node);
            }
        }
    }

    @Override
    CopyMessage message(int copy) {
        return new Put(copy, request());
    }

    @Override
    void enough(Reply answer) {
        Optional<ReadConsistencyChecker.LastRead> read = reads.lastRead(request(), key);
        if (read.isPresent()) {
            read.get().wrote(value);
        }
        answer.accept(Outcome.OK, value.version);
    }

    @Override
    void complete() {}

    /** Keeps the value for a node that did not take it, if it has not been away for too long. */
    private void hint(int node) {
        boolean wanted = cluster().spec().repair().handoff().isPresent();
        if (wanted && (view.up(node) || cluster().now() - view.downSince(node) <= window())) {
            stored();
            coordinator().hints().keep(node, request(), key, value);
        }
    }

    private long window() {
        return cluster().spec().repair().handoff().orElseThrow().toNanos();
    }

    private void stored() {
        if (!stored) {
            stored = true;
            ledger.applied(write);
        }
    }

    /** The value on its way to a copy. */
    private final class Put extends CopyMessage {
        Put(int to, Request because) {
            super(to, because, Operation.WRITE, Purpose.ASK);
        }

        @Override
        void carriedOut(StoreNode node) {
            if (value == null) {
                make();
            }
            stored();
            if (standsIn(to())) {
                node.hints().keep(insteadOf(to()), request(), key, value);
            } else {
                node.write(key, value);
            }
        }

        @Override
        void answered(Outcome outcome) {
            if (cluster().siblings() && to() == coordinator().number()) {
                goOn(outcome);
                return;
            }
            if (!outcome.good() && !standsIn(to())) {
                hint(to());
            }
            heard(outcome);
        }
    }
}
