package dev.brownout.service;

import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import java.util.function.IntUnaryOperator;

/** Number of messages of a publication, by its key, and the key of each message. */
public final class PublicationFanOut {
    private final IntUnaryOperator messages;
    private final long maximum;
    private final KeySampler keys;
    private final KeyedRandom random;

    /**
     * Creates the fan-out of the publications of one step.
     *
     * @param messages number of messages of a publication, by its key
     * @param greatest maximum of that number over all keys
     * @param keys selects the key of each message; {@code null} to use the key of the publication
     * @param random keyed random numbers for the selection
     */
    public PublicationFanOut(IntUnaryOperator messages, int greatest, KeySampler keys, KeyedRandom random) {
        this.messages = messages;
        this.maximum = greatest;
        this.keys = keys;
        this.random = random;
    }

    /** Returns the number of messages of a publication. */
    public int messages(Request publication) {
        return messages.applyAsInt(publication.key());
    }

    /** Returns the message with its own key, the same in every attempt to publish it. */
    Request keyed(Request message, int number) {
        if (keys == null) {
            return message;
        }
        long inTurn = message.number() * maximum + number;
        return message.withKey(keys.next(random.withIdentity(message.idempotencyKey()), inTurn));
    }
}
