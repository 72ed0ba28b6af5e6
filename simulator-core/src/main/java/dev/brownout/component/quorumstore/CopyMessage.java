package dev.brownout.component.quorumstore;

import dev.brownout.service.CancellationToken;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;

/** What one node sends to another that keeps a copy, and what that one answers. */
abstract class CopyMessage extends LogicalRequest {
    /** What messages are for, so that the draws of two about the same call differ. */
    enum Purpose {
        ASK,
        REPAIR,
        HINT,
        COMPARE
    }

    private final int to;
    private final Request request;

    /**
     * Not sent yet.
     *
     * @param to number of the node that keeps the copy
     * @param because the call because of which it is sent
     */
    CopyMessage(int to, Request because, Operation operation, Purpose purpose) {
        this.to = to;
        long step = (long) purpose.ordinal() << 32 | to;
        this.request =
                because.asBackgroundCall(step, this).withOperation(operation).withCancellation(CancellationToken.NONE);
    }

    /** Number of the node that keeps the copy. */
    final int to() {
        return to;
    }

    /** As it is sent. */
    final Request request() {
        return request;
    }

    /** What its draws depend on. */
    final long identity() {
        return request.identity();
    }

    /** What it takes, of a read whose class may take other than plain reads do. */
    StoreCluster.Work work(StoreCluster.Work plain) {
        return plain;
    }

    /** The node does what it is for, once its core has worked for that. */
    abstract void carriedOut(StoreNode node);

    /** Whoever sent it hears how that went. */
    abstract void answered(Outcome outcome);
}
