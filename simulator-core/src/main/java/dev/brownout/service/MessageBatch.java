package dev.brownout.service;

import java.util.List;

/** What one call carries that brings several messages at once: each of them is part of a request of its own. */
public final class MessageBatch extends LogicalRequest {
    private final List<Request> messages;
    private final long identity;
    private final boolean[] stored;
    private boolean taken;
    private boolean recalled;

    /**
     * Of some messages, at least one, in the order in which they are to be kept.
     *
     * @param identity what draws about all of them depend on, in every attempt and wherever parts of it go
     */
    public MessageBatch(List<Request> messages, long identity) {
        this.messages = List.copyOf(messages);
        this.identity = identity;
        this.stored = new boolean[messages.size()];
    }

    /** The messages that a call brings: those of its batch, or itself where it is not made for several. */
    public static List<Request> of(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.messages : List.of(call);
    }

    /** How many messages a call brings. */
    public static int size(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.size() : 1;
    }

    /** What draws about the messages of a call depend on that are the same for all of them. */
    public static long identity(Request call) {
        return call.logical() instanceof MessageBatch batch ? batch.identity : call.identity();
    }

    /** How many messages there are. */
    public int size() {
        return messages.size();
    }

    /** One of the messages, by its place from 0 on. */
    public Request message(int place) {
        return messages.get(place);
    }

    /** Some of the messages, by their places. */
    public MessageBatch part(List<Integer> places) {
        return new MessageBatch(places.stream().map(messages::get).toList(), identity);
    }

    /** Whoever sent it knows that some of the messages are stored, though others may not be. */
    public void store(List<Integer> places) {
        places.forEach(place -> stored[place] = true);
    }

    /** Whether whoever sent it knows that a message is stored. */
    public boolean stored(int place) {
        return stored[place];
    }

    /** It is stored from now on; false where whoever sent it has given it up before. */
    public boolean take() {
        taken = true;
        return !recalled;
    }

    /** Whoever sent it gives it up; false where it is stored. */
    public boolean recall() {
        recalled = !taken;
        return recalled;
    }
}
