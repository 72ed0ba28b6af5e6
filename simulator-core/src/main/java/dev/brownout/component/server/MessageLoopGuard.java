package dev.brownout.component.server;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Service;

/**
 * Work on messages that can come back to whoever works on them. Each way round has draws of its own, or a message that
 * once was sent round would be sent round for ever, and writes of its own; all that is done for a message on one way,
 * however often it is delivered, has the same ones.
 */
final class MessageLoopGuard {
    private static final long ROUND = -2;

    private MessageLoopGuard() {}

    /** One way round of one message. */
    private static final class Round extends LogicalRequest.IdempotencyRecord {
        private final LogicalRequest logical = new LogicalRequest();

        private Round(Object tier, long origin) {
            super(tier, origin);
        }
    }

    /**
     * The same work, done for each way round anew.
     *
     * @param tier whose work it is
     */
    static Service each(Object tier, Service work) {
        return (request, reply) -> {
            Round round = (Round) request.logical().find(tier, request.origin());
            if (round == null) {
                round = new Round(tier, request.origin());
                request.logical().carry(round);
            }
            work.call(request.asBackgroundCall(ROUND, round.logical), reply);
        };
    }
}
