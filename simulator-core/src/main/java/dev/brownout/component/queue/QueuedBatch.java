package dev.brownout.component.queue;

import dev.brownout.service.FanOutMessages;
import dev.brownout.service.Request;
import java.util.function.Function;

/** The messages of one publication that wait in a broker's line, each made when its turn comes. */
final class QueuedBatch {
    private final FanOutMessages bundle;
    private final Function<Request, Message> maker;
    private int made;

    QueuedBatch(FanOutMessages bundle, Function<Request, Message> maker) {
        this.bundle = bundle;
        this.maker = maker;
    }

    /** How many have not been made. */
    int unmade() {
        return bundle.messages() - made;
    }

    /** The next message; {@code null} where all have been made. */
    Message next() {
        return unmade() == 0 ? null : maker.apply(bundle.message(made++));
    }
}
