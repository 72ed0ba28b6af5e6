package dev.brownout.run;

import dev.brownout.network.Edge;
import dev.brownout.network.MachineRoutes;
import dev.brownout.network.Network;
import dev.brownout.node.Host;
import dev.brownout.service.Service;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The ways to the machines of one component, and what these do at their ends. Each is made once, when it is first asked
 * for, so that their number grows with the places of the callers and not with the callers.
 */
final class Ways {
    private final Assembly assembly;
    private final Wiring component;
    private final Map<Asked, Edge> single = new LinkedHashMap<>();
    private final Map<Asked, MachineRoutes> groups = new LinkedHashMap<>();
    private final Map<Asked, Service> services = new LinkedHashMap<>();

    /**
     * What is asked of machines.
     *
     * @param from the place of the callers; empty for any
     */
    private record Asked(String from, List<Host> whom, Route route) {}

    Ways(Assembly assembly, Wiring component) {
        this.assembly = assembly;
        this.component = component;
    }

    Edge to(Host caller, Host callee, Route route, Supplier<Service> service) {
        Asked asked = new Asked(Network.place(caller), List.of(callee), route);
        Edge known = single.get(asked);
        if (known == null) {
            known = make(caller, callee, route, service.get());
            single.put(asked, known);
        }
        return known;
    }

    MachineRoutes toEach(Host caller, List<Host> callees, Route route, Function<Host, Service> service) {
        Asked asked = new Asked(Network.place(caller), callees, route);
        MachineRoutes known = groups.get(asked);
        if (known == null) {
            known = new MachineRoutes(callees.stream()
                    .map(callee -> to(caller, callee, route, () -> service.apply(callee)))
                    .toList());
            groups.put(asked, known);
        }
        return known;
    }

    Service service(Host callee, Route route, Function<Route, Service> service) {
        Asked asked = new Asked("", List.of(callee), route.ofAnyCaller());
        Service known = services.get(asked);
        if (known == null) {
            known = service.apply(asked.route());
            services.put(asked, known);
        }
        return known;
    }

    private Edge make(Host caller, Host callee, Route route, Service service) {
        String name = component.name();
        Guards.Post door = new Guards.Post(
                name, callee, name, assembly.scenario.components().get(name).door());
        Edge edge = new Edge(
                assembly.simulation,
                assembly.network.link(caller, callee),
                assembly.network.link(callee, caller),
                callee,
                component.number(),
                assembly.guards.door(component, door, service),
                route.patienceNanos(),
                route.handshakes(),
                assembly.versions,
                component.draws("errors"));
        assembly.edges.put(edge, name);
        return edge;
    }
}
