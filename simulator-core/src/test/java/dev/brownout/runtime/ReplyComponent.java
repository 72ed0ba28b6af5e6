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
 * Component of one host, with responses that are defined by a test.
 *
 * @param timeout timeout of its callers; empty for the timeout that they have by default
 * @param service creates the behaviour of the host
 */
public record ReplyComponent(Optional<Duration> timeout, BiFunction<ComponentContext, Host, Service> service)
        implements ComponentSpec {
    /** Creates a component with the default timeout of its callers. */
    public ReplyComponent(BiFunction<ComponentContext, Host, Service> service) {
        this(Optional.empty(), service);
    }

    /** Returns a component that responds to every call immediately. */
    public static ReplyComponent atOnce() {
        return new ReplyComponent((context, host) -> (request, reply) -> reply.accept(Outcome.OK, 0));
    }

    @Override
    public Component build(ComponentContext context) {
        Host host = context.hosts().addHost("1", context.topology().sites().get(0));
        Service made = service.apply(context, host);
        return new Component() {
            @Override
            public Service connect(Host caller, CallTarget route) {
                CallTarget withTimeout = timeout.isPresent() ? route.withPatience(timeout) : route;
                return context.client(caller, withTimeout)
                        .edge(host, () -> made)
                        .from(caller);
            }

            @Override
            public List<Host> hosts() {
                return List.of(host);
            }
        };
    }
}
