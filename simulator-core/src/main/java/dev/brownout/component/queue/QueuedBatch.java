package dev.brownout.component.queue;

import dev.brownout.service.FanOutMessages;
import dev.brownout.service.Request;
import java.util.function.Function;

/** The messages of one publication that wait in a broker's queue; each is created when the previous one leaves. */
final class QueuedBatch {
    private final FanOutMessages bundle;
    private final Function<Request, Message> maker;
    private int made;

    QueuedBatch(FanOutMessages bundle, Function<Request, Message> maker) {
        this.bundle = bundle;
        this.maker = maker;
    }

    /** Returns the number of messages not created yet. */
    int unmade() {
        return bundle.messages() - made;
    }

    /** Creates the next message; returns {@code null} when none is left. */
    Message next() {
        return unmade() == 0 ? null : maker.apply(bundle.message(made++));
    }
}
