package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.FilterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The edges to the hosts of one component, and the services at their ends. Each edge is created once, on first use. The
 * number of edges grows with the number of caller locations, not with the number of callers.
 */
final class EdgeRegistry {
    private final RunEnvironment run;
    private final FilterRegistry filters;
    private final CallCountTable calls;
    private final ComponentRuntime own;
    private final Map<EdgeKey, Edge> single = new LinkedHashMap<>();
    private final Map<EdgeKey, List<Group>> groups = new LinkedHashMap<>();
    private final Map<EdgeKey, Service> services = new LinkedHashMap<>();

    /**
     * Key of an edge or service. {@code equals} and {@code hashCode} are written out because every run uses them at its
     * start: docs/performance.md, Start.
     *
     * @param from location of the callers; empty for any
     * @param callee {@code null} for several
     */
    private record EdgeKey(String from, Host callee, CallTarget route) {
        @Override
        public boolean equals(Object other) {
            return other instanceof EdgeKey key
                    && key.from.equals(from)
                    && Objects.equals(key.callee, callee)
                    && Objects.equals(key.route, route);
        }

        @Override
        public int hashCode() {
            return 31 * from.hashCode() + Objects.hashCode(callee);
        }
    }

    /**
     * Edges from a caller to its callees among a list of hosts. The host lists are compared and not hashed, because
     * they can be long.
     */
    private record Group(List<Host> all, TierEdges edges) {}

    EdgeRegistry(RunBuilder builder, ComponentRuntime own) {
        this.run = builder.run;
        this.filters = builder.filters;
        this.calls = builder.calls;
        this.own = own;
    }

    Edge edge(Host caller, Host callee, CallTarget route, Supplier<Service> service) {
        EdgeKey key = new EdgeKey(run.network.observationPoint(caller), callee, route);
        Edge edge = single.get(key);
        if (edge == null) {
            edge = create(caller, callee, route, service.get());
            single.put(key, edge);
        }
        return edge;
    }

    TierEdges toEach(
            Host caller, CallTarget route, List<Host> all, Function<Host, Service> service, long discoveryNanos) {
        List<Group> sameRoute = groups.computeIfAbsent(
                new EdgeKey(run.network.observationPoint(caller), null, route), key -> new ArrayList<>());
        for (Group group : sameRoute) {
            if (group.all().equals(all)) {
                return group.edges();
            }
        }
        List<Edge> edges = new ArrayList<>();
        for (Host callee : nearby(caller, route, all)) {
            edges.add(edge(caller, callee, route, () -> service.apply(callee)));
        }
        Group group = new Group(List.copyOf(all), new TierEdges(edges, run.simulation, discoveryNanos));
        sameRoute.add(group);
        return group.edges();
    }

    List<Host> nearby(Host caller, CallTarget route, List<Host> all) {
        return run.nearestHosts(route.region().orElse(caller.site().region()), all);
    }

    Service service(Host callee, CallTarget route, Function<CallTarget, Service> service) {
        EdgeKey key = new EdgeKey("", callee, route.ofAnyCaller());
        Service hostService = services.get(key);
        if (hostService == null) {
            hostService = service.apply(key.route());
            services.put(key, hostService);
        }
        return hostService;
    }

    private Edge create(Host caller, Host callee, CallTarget route, Service service) {
        List<FilterSpec> limits = route.isClientCall() ? own.entry.inboundPolicies() : List.of();
        FilterRegistry.Post inboundPost = new FilterRegistry.Post(own.name, callee, own.name, limits);
        Edge edge = run.observer.edge(new Edge(
                run.simulation,
                run.network.link(caller, callee),
                run.network.link(callee, caller),
                callee,
                own.number,
                run.observer.machine(filters.withInboundFilters(own.context, inboundPost, route.endpoint(), service)),
                route.patienceNanos(),
                route.handshakes(),
                run.versions,
                own.context.random("errors"),
                calls.callers(callee.component()),
                run.network.transfers(caller, callee)));
        calls.add(edge, own.name);
        return edge;
    }
}
