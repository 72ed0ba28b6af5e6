package dev.brownout.component.cache;

import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * Writes by way of a cache on the caller's machine: writes the source, then tells the cache of it and waits for that,
 * as a synchronous client does. The write is done whatever becomes of what the cache is told; a source that fails
 * leaves the cache alone. Of two writers of one key the cache may hear in the other order than the source did.
 */
final class WriteThenUpdateCache implements Service {
    private final Service source;
    private final Service cache;
    private final Message message;

    /** What the cache is told of a write. */
    @FunctionalInterface
    interface Message {
        /** About a write that the source answered with a version. */
        Request of(Request write, long version);
    }

    WriteThenUpdateCache(Service source, Service cache, Message message) {
        this.source = source;
        this.cache = cache;
        this.message = message;
    }

    @Override
    public void call(Request request, Reply reply) {
        source.call(request, (outcome, version) -> {
            if (outcome.good()) {
                cache.call(message.of(request, version), (told, detail) -> reply.accept(outcome, version));
            } else {
                reply.accept(outcome, version);
            }
        });
    }
}
