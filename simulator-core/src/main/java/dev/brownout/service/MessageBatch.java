package dev.brownout.service;

import java.util.List;

/**
 * Payload of one call with several messages, such as a publish call. It takes the place of the logical request of the
 * call, since each message belongs to a logical request of its own.
 */
public final class MessageBatch extends LogicalRequest {
    private final List<Request> messages;
    private final long identity;
    private final boolean[] confirmedStored;
    private boolean accepted;
    private boolean recalled;

    /**
     * Creates a batch.
     *
     * @param messages at least one message, in the order in which they are to be stored
     * @param identity key of the random numbers of the whole batch; every attempt and every part of the batch uses the
     *     same key
     */
    public MessageBatch(List<Request> messages, long identity) {
        this.messages = List.copyOf(messages);
        this.identity = identity;
        this.confirmedStored = new boolean[messages.size()];
    }

    /** Returns the messages of a call: the messages of its batch, or the call itself if it has no batch. */
    public static List<Request> messages(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.messages : List.of(call);
    }

    /** Returns the number of messages of a call; 1 if it has no batch. */
    public static int size(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.size() : 1;
    }

    /** Returns the key of the random numbers of a call: the key of its batch, or its own if it has no batch. */
    public static long identity(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.identity : call.identity();
    }

    /** Returns the number of messages. */
    public int size() {
        return messages.size();
    }

    /** Returns the message at an index, from 0. */
    public Request message(int index) {
        return messages.get(index);
    }

    /** Returns a new batch with the messages at the given indexes and the same identity. */
    public MessageBatch subset(List<Integer> indexes) {
        return new MessageBatch(indexes.stream().map(messages::get).toList(), identity);
    }

    /**
     * Marks the messages at the given indexes as confirmed. The sender has received a successful response for them. An
     * unconfirmed message may be stored as well.
     */
    public void confirmStored(List<Integer> indexes) {
        indexes.forEach(index -> confirmedStored[index] = true);
    }

    /** Returns whether the sender has received the confirmation that the message at an index is stored. */
    public boolean isConfirmedStored(int index) {
        return confirmedStored[index];
    }

    /**
     * Called by the receiver before it stores the batch. Returns false if the sender has recalled the batch, which must
     * then not be stored.
     */
    public boolean tryAccept() {
        accepted = true;
        return !recalled;
    }

    /**
     * Called by the sender after a failed call, to exclude that the batch is stored later. Returns false if the
     * receiver has stored it already.
     */
    public boolean tryRecall() {
        recalled = !accepted;
        return recalled;
    }
}
