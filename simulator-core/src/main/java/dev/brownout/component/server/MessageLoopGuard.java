package dev.brownout.component.server;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Service;

/**
 * Work on messages that can return to the same tier. Each round has its own random stream, since otherwise a message
 * sent round once would be sent round forever, and its own writes; redeliveries within a round share both.
 */
final class MessageLoopGuard {
    private static final long ROUND = -2;

    private MessageLoopGuard() {}

    /** A round of one message. */
    private static final class Round extends LogicalRequest.IdempotencyRecord {
        private final LogicalRequest logical = new LogicalRequest();

        private Round(Object tier, long origin) {
            super(tier, origin);
        }
    }

    /**
     * Wraps work so that each round is executed again.
     *
     * @param tier the tier that does the work
     */
    static Service repeat(Object tier, Service work) {
        return (request, reply) -> {
            Round round = (Round) request.logical().find(tier, request.idempotencyKey());
            if (round == null) {
                round = new Round(tier, request.idempotencyKey());
                request.logical().carry(round);
            }
            work.call(request.asBackgroundCall(ROUND, round.logical), reply);
        };
    }
}
