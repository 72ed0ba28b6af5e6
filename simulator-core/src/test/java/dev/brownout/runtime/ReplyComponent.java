package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A component of one machine whose answers a test makes up.
 *
 * @param patience how long its callers wait; empty for as long as they do by themselves
 * @param service what the machine does
 */
public record ReplyComponent(Optional<Duration> patience, BiFunction<ComponentContext, Host, Service> service)
        implements ComponentSpec {
    /** One whose callers wait as long as they do by themselves. */
    public ReplyComponent(BiFunction<ComponentContext, Host, Service> service) {
        this(Optional.empty(), service);
    }

    /** One that answers every call at once. */
    public static ReplyComponent atOnce() {
        return new ReplyComponent((context, host) -> (request, reply) -> reply.accept(Outcome.OK, 0));
    }

    @Override
    public Component build(ComponentContext context) {
        Host host = context.host("1", context.sites().get(0));
        Service made = service.apply(context, host);
        return new Component() {
            @Override
            public Service connect(Host caller, CallTarget route) {
                CallTarget patient = patience.isPresent() ? route.withPatience(patience) : route;
                return context.edge(caller, host, patient, () -> made).from(caller);
            }

            @Override
            public List<Host> hosts() {
                return List.of(host);
            }
        };
    }
}
