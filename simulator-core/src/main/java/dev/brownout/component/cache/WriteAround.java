package dev.brownout.component.cache;

import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * Writes by way of a cache on the caller's machine: writes the source, then deletes the key and waits for that, as a
 * synchronous client does. The write is done whatever becomes of the delete; a source that fails leaves the cache
 * alone.
 */
final class WriteAround implements Service {
    private final Service source;
    private final Service deletes;

    WriteAround(Service source, Service deletes) {
        this.source = source;
        this.deletes = deletes;
    }

    @Override
    public void call(Request request, Reply reply) {
        source.call(request, (outcome, version) -> {
            if (outcome.good()) {
                deletes.call(CacheMessage.delete(request), (deleted, detail) -> reply.accept(outcome, version));
            } else {
                reply.accept(outcome, version);
            }
        });
    }
}
