package dev.brownout.component.cache;

import dev.brownout.network.Edge;
import dev.brownout.node.Host;
import dev.brownout.service.History;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.Versions;
import java.util.function.LongSupplier;

/** What the source of a stage has acknowledged. */
final class Noted {
    final Versions versions = new Versions();
    private final History history = versions.store("db");

    Noted() {
        versions.date();
    }

    long version(long number) {
        return history.version(number);
    }

    /** The number of the write that a version names; 0 for none, and for what is in the cache alone. */
    long number(long version) {
        long number = version - history.version(0);
        return number >= 0 && number < 1000 ? number : 0;
    }

    /** A way to the source, on which acknowledgements are noted. */
    Service way(Host from, Edge edge, LongSupplier clock) {
        return (request, reply) -> edge.cross(from, request, (outcome, version) -> {
            if (outcome.good() && request.operation() == Operation.WRITE) {
                history.acknowledged(request.key(), version, clock.getAsLong());
            }
            reply.accept(outcome, version);
        });
    }
}
