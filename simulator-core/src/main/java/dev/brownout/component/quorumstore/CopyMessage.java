package dev.brownout.component.quorumstore;

import dev.brownout.service.CancellationToken;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;

/** Message from one node to another that keeps a copy of a key, with its response. */
abstract class CopyMessage extends LogicalRequest {
    /** Purpose of a message. It separates the random numbers of messages that belong to the same call. */
    enum Purpose {
        READ,
        REPAIR,
        HINT,
        COMPARE
    }

    private final int to;
    private final Request request;

    /**
     * Creates a message that is not sent yet.
     *
     * @param to number of the node that keeps the copy
     * @param cause request that causes the message
     */
    CopyMessage(int to, Request cause, Operation operation, Purpose purpose) {
        this.to = to;
        long step = (long) purpose.ordinal() << 32 | to;
        this.request =
                cause.asBackgroundCall(step, this).withOperation(operation).withCancellation(CancellationToken.NONE);
    }

    /** Returns the number of the node that keeps the copy. */
    final int target() {
        return to;
    }

    /** Returns the request that is sent. */
    final Request request() {
        return request;
    }

    /** Returns the identity that seeds the random numbers of this message. */
    final long identity() {
        return request.identity();
    }

    /** Returns the work of a read message. A read of a query class replaces the work of plain reads. */
    StoreCluster.Work work(StoreCluster.Work plain) {
        return plain;
    }

    /** Executes the message on the receiving node, after the service time on its core. */
    abstract void carriedOut(StoreNode node);

    /** Called on the sender when the response has arrived or the message has failed. */
    abstract void onResponse(Outcome outcome);
}
