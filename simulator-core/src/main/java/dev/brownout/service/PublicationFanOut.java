package dev.brownout.service;

import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import java.util.function.IntUnaryOperator;

/** How many messages one publication is, by its key, and the key of each of them. */
public final class PublicationFanOut {
    private final IntUnaryOperator messages;
    private final long greatest;
    private final KeySampler keys;
    private final KeyedRandom random;

    /**
     * Of the publications of one step.
     *
     * @param messages of a publication, by its key
     * @param greatest that of the key which has most
     * @param keys chooses the key of each message; {@code null} for that of the publication
     * @param random keyed draws for them
     */
    public PublicationFanOut(IntUnaryOperator messages, int greatest, KeySampler keys, KeyedRandom random) {
        this.messages = messages;
        this.greatest = greatest;
        this.keys = keys;
        this.random = random;
    }

    /** How many messages a publication is. */
    public int messages(Request publication) {
        return messages.applyAsInt(publication.key());
    }

    /** A message about its own key: the same in every attempt to publish it. */
    Request keyed(Request message, int number) {
        if (keys == null) {
            return message;
        }
        long inTurn = message.number() * greatest + number;
        return message.withKey(keys.next(random.at(message.origin()), inTurn));
    }
}
