package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Versioned store behind a cache, with 10 ms per read and write. A read takes effect when its work begins, a write when
 * its work ends. Keys below 0 exist only after they were written. Clients record the acknowledged versions.
 */
final class Source implements ComponentSpec {
    final Map<Integer, Long> versions = new TreeMap<>();
    int reads;
    int writes;
    private WriteHistory history;
    private long newest;

    @Override
    public Component build(ComponentContext context) {
        Host host = context.hosts().addHost("1", context.topology().sites().get(0));
        context.versions().date();
        history = context.versions().store(context.name());
        return new Component() {
            @Override
            public Service connect(Host caller, CallTarget route) {
                Service service = context.client(caller, route)
                        .edge(host, () -> (request, reply) -> serve(host, request, reply))
                        .from(caller);
                return (request, reply) -> service.call(request, (outcome, version) -> {
                    if (outcome.good() && request.operation() == Operation.WRITE) {
                        history.onAcknowledged(
                                request.key(), version, context.simulation().now());
                    }
                    reply.accept(outcome, version);
                });
            }

            @Override
            public List<Host> hosts() {
                return List.of(host);
            }
        };
    }

    private void serve(Host host, Request request, Reply reply) {
        if (request.operation() == Operation.READ) {
            reads++;
            long version = history.version(versions.getOrDefault(request.key(), 0L));
            boolean exists = request.key() > 0 || versions.containsKey(request.key());
            host.schedule(10 * CacheStage.MILLI, () -> reply.accept(exists ? Outcome.OK : Outcome.NOT_FOUND, version));
        } else {
            writes++;
            host.schedule(10 * CacheStage.MILLI, () -> {
                versions.put(request.key(), ++newest);
                reply.accept(Outcome.OK, history.version(newest));
            });
        }
    }

    /**
     * Returns the number of the write that created a version. Returns 0 for the initial version, and for versions that
     * exist in the cache only.
     */
    long number(long version) {
        long number = version - history.version(0);
        return number >= 0 && number < 1000 ? number : 0;
    }
}
