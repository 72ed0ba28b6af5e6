package dev.brownout.component.cache;

import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * Writes through the caller's host: writes the source, then updates the cache and waits for that, as a synchronous
 * client does. The write succeeds whatever the outcome at the cache; after a failure of the source, the cache is not
 * updated. Updates by concurrent writers of one key may reach the cache in a different order than the source.
 */
final class WriteThenUpdateCache implements Service {
    private final Service source;
    private final Service cache;
    private final Message message;

    /** The cache message for a write. */
    @FunctionalInterface
    interface Message {
        /** Returns the message for a write to which the source responded with a version. */
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
                cache.call(message.of(request, version), (cacheOutcome, cacheDetail) -> reply.accept(outcome, version));
            } else {
                reply.accept(outcome, version);
            }
        });
    }
}
