package dev.brownout.service;

import java.util.List;

/** What one call carries that brings several messages at once: each of them is part of a request of its own. */
public final class Batch extends LogicalRequest {
    private final List<Request> messages;

    /** Of some messages, at least one, in the order in which they are to be kept. */
    public Batch(List<Request> messages) {
        this.messages = List.copyOf(messages);
    }

    /** The messages that a call brings: those of its batch, or itself where it is not made for several. */
    public static List<Request> of(Request call) {
        return call.logical() instanceof Batch batch ? batch.messages : List.of(call);
    }

    /** How many messages a call brings. */
    public static int size(Request call) {
        return call.logical() instanceof Batch batch ? batch.messages.size() : 1;
    }
}
