package dev.brownout.service;

import java.util.List;

/** Payload of one call that carries several messages. Each message belongs to a logical request of its own. */
public final class MessageBatch extends LogicalRequest {
    private final List<Request> messages;
    private final long identity;
    private final boolean[] stored;
    private boolean taken;
    private boolean recalled;

    /**
     * Creates a batch of at least one message, in storage order.
     *
     * @param identity key of the random draws for the whole batch, the same in every attempt and for every part
     */
    public MessageBatch(List<Request> messages, long identity) {
        this.messages = List.copyOf(messages);
        this.identity = identity;
        this.stored = new boolean[messages.size()];
    }

    /** Returns the messages of a call: those of its batch, or the call itself if it carries no batch. */
    public static List<Request> of(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.messages : List.of(call);
    }

    /** Returns the number of messages of a call. */
    public static int size(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.size() : 1;
    }

    /** Returns the key of the random draws that all messages of a call share. */
    public static long identity(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.identity : call.identity();
    }

    /** Returns the number of messages. */
    public int size() {
        return messages.size();
    }

    /** Returns a message by its index, from 0 on. */
    public Request message(int place) {
        return messages.get(place);
    }

    /** Returns a batch of the messages at the given indexes. */
    public MessageBatch part(List<Integer> places) {
        return new MessageBatch(places.stream().map(messages::get).toList(), identity);
    }

    /**
     * Records that the sender knows that the messages at the given indexes are stored. The remaining ones may not be.
     */
    public void store(List<Integer> places) {
        places.forEach(place -> stored[place] = true);
    }

    /** Returns whether the sender knows that a message is stored. */
    public boolean stored(int place) {
        return stored[place];
    }

    /** Marks the batch as stored. Returns false if the sender has recalled it before. */
    public boolean take() {
        taken = true;
        return !recalled;
    }

    /** Recalls the batch on behalf of its sender. Returns false if it has been stored. */
    public boolean recall() {
        recalled = !taken;
        return recalled;
    }
}
