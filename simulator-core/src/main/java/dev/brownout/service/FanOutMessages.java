package dev.brownout.service;

import dev.brownout.random.KeyedRandom;
import java.util.function.ToIntFunction;

/**
 * Messages of one publication, created on demand: ten million waiting messages take the memory of one. Each is a
 * logical request of its own, the same one in every attempt to publish it.
 */
public final class FanOutMessages {
    private static final long STEP = KeyedRandom.key(0, 0, "message of a bundle");

    private final PublicationFanOut fanOut;
    private final Request publication;
    private final int messages;
    private final Attempts attempts;

    /**
     * Logical requests of the messages of a publication that can be retried, so that a repeated message is recognized.
     */
    private static final class Attempts extends LogicalRequest.IdempotencyRecord {
        private final LogicalRequest[] logicalRequests;

        private Attempts(Object destination, Request publication, int messages) {
            super(destination, publication.idempotencyKey());
            this.logicalRequests = new LogicalRequest[messages];
        }

        private LogicalRequest of(int number) {
            if (logicalRequests[number] == null) {
                logicalRequests[number] = new LogicalRequest();
            }
            return logicalRequests[number];
        }
    }

    /** Creates the messages of a publication to a destination. */
    public FanOutMessages(PublicationFanOut fanOut, Request publication, Object destination) {
        this.fanOut = fanOut;
        this.publication = publication;
        this.messages = fanOut.messages(publication);
        this.attempts = publication.retryLayer() == 0 ? null : attempts(destination);
    }

    private Attempts attempts(Object destination) {
        LogicalRequest.IdempotencyRecord record = publication.logical().find(destination, publication.idempotencyKey());
        if (record == null) {
            record = new Attempts(destination, publication, messages);
            publication.logical().carry(record);
        }
        return (Attempts) record;
    }

    /** Returns the number of messages. */
    public int messages() {
        return messages;
    }

    /**
     * Groups the messages into parts. Returns the message numbers of each part, in ascending order.
     *
     * @param part assigns a message to a part by its identity and key, from 0 on
     */
    public int[][] parts(int parts, ToIntFunction<Request> part) {
        int[] partOf = new int[messages];
        int[] partSizes = new int[parts];
        for (int i = 0; i < messages; i++) {
            partOf[i] = part.applyAsInt(envelope(i));
            partSizes[partOf[i]]++;
        }
        int[][] numbers = new int[parts][];
        for (int i = 0; i < parts; i++) {
            numbers[i] = new int[partSizes[i]];
        }
        for (int i = messages - 1; i >= 0; i--) {
            numbers[partOf[i]][--partSizes[partOf[i]]] = i;
        }
        return numbers;
    }

    /**
     * Returns a message with its identity and key, as part of the publication's logical request. Used to group
     * messages.
     */
    private Request envelope(int number) {
        return fanOut.keyed(publication.forLogicalRequest(STEP, number, publication.logical()), number);
    }

    /** Returns the message with a number, from 0 on. */
    public Request message(int number) {
        LogicalRequest logicalRequest = attempts == null ? new LogicalRequest() : attempts.of(number);
        return fanOut.keyed(publication.forLogicalRequest(STEP, number, logicalRequest), number);
    }
}
