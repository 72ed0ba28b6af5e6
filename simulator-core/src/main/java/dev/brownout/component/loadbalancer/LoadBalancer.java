package dev.brownout.component.loadbalancer;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.service.Service;
import dev.brownout.vocabulary.Doc;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Step;
import dev.brownout.wiring.Tier;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One balancer in each region, and the way to it. */
final class LoadBalancer implements Component {
    record Measures(
            @Doc("Calls tried on another machine because the first refused them.")
            Counter redispatched,

            @Doc("Machines that calls are sent to.") TimeWeighted healthy) {}

    private final LoadBalancerSpec spec;
    private final Wiring wiring;
    private final Measures measures;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final Map<Asked, Edge> ways = new LinkedHashMap<>();

    /** What one place asks of one balancer. */
    private record Asked(String from, String balancer, Route route) {}

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
        Host self = wiring.near(caller, route, hosts).get(0);
        Asked asked = new Asked(Network.place(caller), self.node(), route);
        Edge known = ways.get(asked);
        if (known == null) {
            known = wiring.way(caller, self, forward(self, route), route);
            ways.put(asked, known);
        }
        Edge edge = known;
        return (request, reply) -> edge.cross(caller, request, reply);
    }

    private Service forward(Host self, Route route) {
        Step next = next(route.rest());
        String name = next.passesOnTo().orElseThrow();
        if (!(wiring.component(name) instanceof Tier tier)) {
            throw wrong(name + " behind it is no tier of machines that it could choose from");
        }
        Route behind = route.behind(
                        route.operation(), route.rest().subList(1, route.rest().size()))
                .withPatience(route.patience());
        Route onwards = wiring.patient(self, name, behind, next.options());
        List<Edge> ways = tier.ways(self, onwards);
        Pool pool = pools.computeIfAbsent(self.node() + " " + name, key -> pool(self, name, ways));
        Service service = new Forward(spec, wiring, self, pool, ways, tier.affinity(), measures.redispatched());
        return wiring.guarded(self, name, next.options(), service);
    }

    private Step next(List<Step> rest) {
        if (rest.isEmpty()
                || rest.get(0).passesOnTo().isEmpty()
                || rest.get(0).options().when().isPresent()) {
            throw wrong("the name of a tier of machines must follow it on the way of a request");
        }
        return rest.get(0);
    }

    private Pool pool(Host self, String tier, List<Edge> ways) {
        List<Host> machines = ways.stream().map(Edge::callee).toList();
        if (machines.isEmpty()) {
            throw wrong(tier + " has no machine in its region");
        }
        if (!spec.weights().isEmpty() && spec.weights().size() != machines.size()) {
            throw new ScenarioException(
                    "components." + wiring.name() + ".weights",
                    spec.weights().size() + " weights for the " + machines.size() + " machines of " + tier);
        }
        return new Pool(spec, wiring, self, machines, measures.healthy());
    }

    private ScenarioException wrong(String why) {
        return new ScenarioException("components." + wiring.name(), wiring.name() + ": " + why);
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
