package dev.brownout.component.cache;

import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spec.Component;
import dev.brownout.spec.Route;
import dev.brownout.spec.ScenarioException;
import dev.brownout.spec.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The machines of a cache, and how others read and write by way of it. */
final class CacheTier implements Component {
    private final CacheSpec spec;
    private final Wiring wiring;
    private final Acknowledged acknowledged = new Acknowledged();
    private final List<Host> hosts = new ArrayList<>();
    private final List<CacheNode> nodes = new ArrayList<>();
    private final Map<Asked, Edge[]> ways = new LinkedHashMap<>();

    /** What one place asks of all nodes. */
    private record Asked(String from, Route route, String what) {}

    CacheTier(CacheSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
        for (Site site : wiring.sites()) {
            for (int i = 0; i < spec.nodes(); i++) {
                Host host = wiring.host(Integer.toString(hosts.size() + 1), site);
                hosts.add(host);
                nodes.add(new CacheNode(spec, wiring, host, acknowledged));
            }
        }
    }

    @Override
    public List<Host> hosts() {
        return hosts;
    }

    @Override
    public void flush() {
        nodes.forEach(CacheNode::empty);
    }

    @Override
    public Service connect(Host caller, Route route) {
        if (route.operation() == Operation.WRITE) {
            return new WriteAround(
                    wiring.simulation(),
                    source(caller, route),
                    ways(caller, route, "delete", node -> node::delete),
                    acknowledged);
        }
        return switch (spec.read_policy()) {
            case LOOK_ASIDE ->
                new LookAside(
                        ways(caller, route, "get", node -> node::get),
                        source(caller, route),
                        ways(caller, route, "put", node -> node::put));
            case READ_THROUGH -> ways(caller, route, "through", node -> node.through(source(node.host(), route)));
        };
    }

    private Ways ways(Host caller, Route route, String what, Function<CacheNode, Service> service) {
        Asked asked = new Asked(Network.place(caller), route, what);
        Edge[] known = ways.get(asked);
        if (known == null) {
            List<Edge> made = new ArrayList<>();
            for (Host host : wiring.near(caller, route, hosts)) {
                made.add(wiring.way(caller, host, service.apply(nodes.get(hosts.indexOf(host))), route));
            }
            known = made.toArray(Edge[]::new);
            ways.put(asked, known);
        }
        return new Ways(caller, known);
    }

    private Service source(Host caller, Route route) {
        Route behind = route.behind(route.operation(), List.of());
        if (!route.rest().isEmpty()) {
            return wiring.connect(caller, route.rest(), behind);
        }
        String source = spec.source()
                .orElseThrow(() -> new ScenarioException(
                        "components." + wiring.name(),
                        wiring.name() + " has nothing behind it to ask: give it a source"));
        return wiring.connect(caller, source, behind);
    }
}
