package dev.brownout.component.server.channel;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.network.TierEdges;
import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.SettingEffects;
import dev.brownout.spi.component.UserAssignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Connections of all clients of a tier to its nodes. */
public final class ClientConnections {
    /** Time after which an attempt without a response fails: the minimum connect timeout of gRPC. */
    static final long CONNECT_TIMEOUT_NANOS = 20_000_000_000L;

    private final ClientConnectionsSpec spec;
    private final ComponentContext context;
    private final KeyedRandom random;
    private final CallTally tally;
    private final Map<Host, NodeConnections> nodes = new LinkedHashMap<>();
    private final Map<List<Host>, ConnectionBalancer> balancers = new LinkedHashMap<>();
    private final Map<Caller, ClientGroup> groups = new LinkedHashMap<>();

    /** A calling host, and the nodes that it can reach. */
    private record Caller(Host host, ConnectionBalancer balancer) {}

    /** Creates the state of clients without connections. */
    public ClientConnections(ClientConnectionsSpec spec, ComponentContext context, List<Host> hosts) {
        this.spec = spec;
        this.context = context;
        this.random = context.random("client_connections");
        this.tally = new CallTally(context);
        context.setup().declareEffects(this::declareEffects);
        for (Host host : hosts) {
            nodes.put(
                    host,
                    new NodeConnections(
                            context, host, nodes.size(), spec.deadAfter().toNanos()));
        }
        for (NodeConnections node : nodes.values()) {
            context.metrics()
                    .instruments(ClientConnectionMetrics.Shares.class, node.host())
                    .clientConnectionShare()
                    .is(span -> area(node, span) / total(span));
        }
        context.metrics()
                .instruments(ClientConnectionMetrics.Shares.class)
                .clientConnectionShare()
                .is(span -> nodes.values().stream()
                                .mapToDouble(node -> area(node, span))
                                .max()
                                .orElse(0)
                        / total(span));
    }

    /** Declares a number of client processes of users, which matters only if users call the tier. */
    private void declareEffects(SettingEffects effects) {
        if (spec.clients() > 1 && !groups.isEmpty()) {
            String callers = groups.keySet().stream()
                    .map(caller -> caller.host().component())
                    .distinct()
                    .collect(Collectors.joining(", "));
            effects.unless(
                    groups.keySet().stream().anyMatch(ClientConnections::isUsers),
                    "components." + context.name() + ".client_connections.clients",
                    Sentence.of(
                            "it is the number of client processes of users, and the callers of {} are "
                                    + "components ({}), each node of which is one client; call it from users",
                            context.name(),
                            callers));
        }
    }

    private static boolean isUsers(Caller caller) {
        return caller.host().component().equals(Network.USERS);
    }

    private double total(CellRange span) {
        return nodes.values().stream().mapToDouble(node -> area(node, span)).sum();
    }

    private static double area(NodeConnections node, CellRange span) {
        return node.measures().clientConnections().area(span).doubleValue();
    }

    /**
     * Returns the service with which a host calls the tier.
     *
     * @param edges edges to the nodes that the host can reach
     * @param timeoutNanos timeout of a call, in ns; 0 for none
     * @param anyHost handles calls while no node is in service
     */
    public Service from(Host caller, TierEdges edges, long timeoutNanos, Service anyHost) {
        List<Host> reachable = edges.all().stream().map(Edge::callee).toList();
        ConnectionBalancer balancer =
                balancers.computeIfAbsent(reachable, hosts -> new ConnectionBalancer(spec.balancing(), nodes, random));
        boolean users = caller.component().equals(Network.USERS);
        ClientGroup group = groups.computeIfAbsent(
                new Caller(caller, balancer),
                key -> new ClientGroup(this, caller, balancer, users ? spec.clients() : 1));
        Edge[] byNode = new Edge[nodes.size()];
        for (Edge edge : edges.all()) {
            byNode[nodes.get(edge.callee()).number()] = edge;
        }
        return new ClientRoute(group, edges, byNode, clients(users), timeoutNanos, anyHost);
    }

    /** Rejects a caller that selects a node for each call. */
    public void rejectBalancer(Host caller) {
        String name = context.name();
        throw new ScenarioException(
                "components." + name + ".client_connections",
                "{} selects a node of {} for each call, so 'client_connections' would have no effect: "
                        + "remove it, or call {} without {}",
                caller.component(),
                name,
                name,
                caller.component());
    }

    private ToIntFunction<Request> clients(boolean users) {
        if (!users || spec.clients() == 1) {
            return request -> 0;
        }
        UserAssignment assignment = new UserAssignment(
                context.random("client_connections.client"),
                spec.clients(),
                context.workload().classNumbers());
        return request -> assignment.of(request) % spec.clients();
    }

    ClientConnectionsSpec spec() {
        return spec;
    }

    ComponentContext context() {
        return context;
    }

    CallTally tally() {
        return tally;
    }

    int nodeCount() {
        return nodes.size();
    }

    /** Returns the random numbers of a key. */
    KeyedRandom random(long identity) {
        return random.withIdentity(identity);
    }
}
