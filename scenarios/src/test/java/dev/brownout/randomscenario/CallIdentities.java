package dev.brownout.randomscenario;

import dev.brownout.host.Host;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.HostClient;
import dev.brownout.spi.component.MessageSource;
import dev.brownout.spi.component.MessageSource.Inbox;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Observes that no two calls of a component to an endpoint of another have the same identity, whichever host they
 * reach. All random numbers of a call are drawn by its identity, so that two such calls would draw the same ones: a
 * repetition would fail again, and take the same time again.
 */
final class CallIdentities {
    private final Map<String, Set<Long>> seen = new LinkedHashMap<>();
    private final Set<String> repeated = new LinkedHashSet<>();

    /** Runs a variant, and observes its calls and deliveries. */
    static CallIdentities of(ScenarioFile file, Variant variant, Run.Progress progress) {
        CallIdentities identities = new CallIdentities();
        Run.execute(identities.observe(variant.scenario()), file.setup(variant), progress);
        return identities;
    }

    /** Returns the callers and endpoints with two calls of the same identity. */
    Set<String> repeated() {
        return repeated;
    }

    /** Returns the number of different identities of the calls of a caller to an endpoint. */
    int different(String place) {
        return seen.getOrDefault(place, Set.of()).size();
    }

    /** Returns whether no identity occurs in the calls of both callers. */
    boolean disjoint(String place, String other) {
        return Collections.disjoint(seen.get(place), seen.get(other));
    }

    private Scenario observe(Scenario of) {
        SortedMap<String, ComponentEntry> components = new TreeMap<>();
        of.components().forEach((name, entry) -> components.put(name, SlowLedger.with(entry, observe(name, entry))));
        return of.builtOf(components);
    }

    private ComponentSpec observe(String name, ComponentEntry entry) {
        return (ComponentSpec) InterfaceProxy.proxy(entry.spec(), (method, arguments) -> {
            if (!method.getName().equals("build")) {
                return method.invoke(entry.spec(), arguments);
            }
            Object[] ownArguments = arguments.clone();
            ownArguments[0] = observe(name, (ComponentContext) arguments[0]);
            Object component = method.invoke(entry.spec(), ownArguments);
            return component instanceof MessageSource ? delivering(name, component) : component;
        });
    }

    private ComponentContext observe(String name, ComponentContext context) {
        return (ComponentContext) InterfaceProxy.proxy(context, (method, arguments) -> {
            Object made = method.invoke(context, arguments);
            return made instanceof HostClient client
                    ? observe(((Host) arguments[0]).component() + " calling " + name, client, (CallTarget) arguments[1])
                    : made;
        });
    }

    private HostClient observe(String name, HostClient client, CallTarget route) {
        String place = name + " " + route.endpoint();
        return (HostClient) InterfaceProxy.proxy(client, (method, arguments) -> {
            Object[] ownArguments = arguments == null ? null : arguments.clone();
            for (int i = 0; ownArguments != null && i < ownArguments.length; i++) {
                if (ownArguments[i] instanceof Supplier<?> services) {
                    ownArguments[i] = (Supplier<Service>) () -> observe(place, (Service) services.get());
                } else if (ownArguments[i] instanceof Function<?, ?> services) {
                    @SuppressWarnings("unchecked")
                    Function<Host, Service> each = (Function<Host, Service>) services;
                    ownArguments[i] = (Function<Host, Service>) host -> observe(place, each.apply(host));
                }
            }
            Object made = method.invoke(client, ownArguments);
            return made instanceof HostClient other ? observe(name, other, route) : made;
        });
    }

    private Service observe(String place, Service service) {
        return (request, reply) -> {
            record(place + " " + request.operation(), request.identity());
            service.call(request, reply);
        };
    }

    private Object delivering(String name, Object source) {
        return InterfaceProxy.proxy(source, (method, arguments) -> {
            if (!method.getName().equals("subscribe")) {
                return method.invoke(source, arguments);
            }
            Object[] ownArguments = arguments.clone();
            String place = ((Host) arguments[0]).component() + " consuming " + name;
            Inbox inbox = (Inbox) arguments[2];
            ownArguments[2] = (Inbox) (deliveries, answered) -> {
                List<MessageSource.Delivery> all = List.copyOf(deliveries);
                all.forEach(delivery -> record(place, delivery.request().identity()));
                inbox.onDelivery(deliveries, answered);
            };
            return method.invoke(source, ownArguments);
        });
    }

    private void record(String place, long identity) {
        if (!seen.computeIfAbsent(place, any -> new LinkedHashSet<>()).add(identity)) {
            repeated.add(place);
        }
    }
}
