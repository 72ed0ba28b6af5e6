package dev.brownout.component.loadbalancer;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.network.Edge;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.scenario.ScenarioException;
import dev.brownout.service.Service;
import dev.brownout.spec.Component;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FilterSpec;
import dev.brownout.spec.Route;
import dev.brownout.spec.Step;
import dev.brownout.spec.Tier;
import dev.brownout.spec.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One balancer in each region, and the way to it. */
final class LoadBalancer implements Component {
    record Measures(
            @Doc("calls tried on another machine because the first refused them") Counter redispatched,
            @Doc("machines that calls are sent to") TimeWeighted healthy) {}

    private final LoadBalancerSpec spec;
    private final Wiring wiring;
    private final Measures measures;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<String, Pool> pools = new LinkedHashMap<>();

    LoadBalancer(LoadBalancerSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
        this.measures = wiring.measures(Measures.class);
        for (Site site : wiring.sites()) {
            hosts.add(wiring.host(String.valueOf(hosts.size() + 1), site));
        }
    }

    @Override
    public Service connect(Host caller, Route route) {
        Host self = nearest(route.region().orElse(caller.site().region()));
        Edge edge = new Edge(
                wiring.simulation(),
                wiring.network().link(caller, self),
                wiring.network().link(self, caller),
                self,
                wiring.number(),
                forward(self, route),
                route.patienceNanos(),
                route.handshakes(),
                wiring.draws("errors"));
        return (request, reply) -> edge.cross(caller, request, reply);
    }

    private Host nearest(String region) {
        Host best = hosts.get(0);
        for (Host host : hosts) {
            if (roundTrip(region, host) < roundTrip(region, best)) {
                best = host;
            }
        }
        return best;
    }

    private double roundTrip(String region, Host host) {
        return hosts.size() == 1 ? 0 : wiring.network().roundTripNanos(region, host.site().region());
    }

    private Service forward(Host self, Route route) {
        Step step = next(route);
        String name = name(step);
        if (!(wiring.component(name) instanceof Tier tier)) {
            throw wrong(name + " behind it is no tier of machines that it could choose from");
        }
        Route onwards = new Route(
                route.operation(),
                step instanceof Step.Call call ? call.endpoint() : route.endpoint(),
                route.rest().subList(1, route.rest().size()),
                step.options().noTimeout() ? Optional.empty() : step.options().timeout().or(route::patience),
                route.between(),
                Optional.empty(),
                0);
        List<Edge> ways = tier.ways(self, onwards);
        Pool pool = pools.computeIfAbsent(self.node() + " " + name, key -> pool(self, name, ways));
        Service service = new Forward(spec, wiring, self, pool, ways, measures.redispatched());
        List<FilterSpec> policies = step.options().policies();
        for (int i = policies.size() - 1; i >= 0; i--) {
            service = policies.get(i).build(wiring).around(service);
        }
        return service;
    }

    private Step next(Route route) {
        if (route.rest().isEmpty()) {
            throw wrong("nothing follows it on the way of a request, so there is nothing to choose from");
        }
        return route.rest().get(0);
    }

    private String name(Step step) {
        if (step.options().when().isEmpty()) {
            if (step instanceof Step.Visit visit) {
                return visit.component();
            }
            if (step instanceof Step.Call call) {
                return call.component();
            }
        }
        throw wrong("what follows it on the way of a request must be the name of a tier of machines");
    }

    private Pool pool(Host self, String tier, List<Edge> ways) {
        List<Host> machines = ways.stream().map(Edge::callee).toList();
        if (machines.isEmpty()) {
            throw wrong(tier + " has no machine in its region");
        }
        if (!spec.weights().isEmpty() && spec.weights().size() != machines.size()) {
            throw new ScenarioException(
                    wiring.name() + ".weights",
                    spec.weights().size() + " weights for the " + machines.size() + " machines of " + tier);
        }
        return new Pool(spec, wiring, self, machines, measures.healthy());
    }

    private ScenarioException wrong(String why) {
        return new ScenarioException(wiring.name(), wiring.name() + ": " + why);
    }

    @Override
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    @Override
    public void start() {
        pools.values().forEach(Pool::start);
    }
}
