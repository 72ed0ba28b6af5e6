package dev.brownout.component.loadbalancer;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.network.UnbalancedClient;
import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Outcome;
import dev.brownout.service.PersistentConnection;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.HostClient;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.Tier;
import dev.brownout.spi.component.UserConnections;
import dev.brownout.step.VisitStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The load balancer hosts of each region, and the routes to them. */
final class LoadBalancer implements Component, UserConnections {
    record Measures(
            @Doc("Calls sent to another backend after a failure.") @ChartTitle("Redispatched calls of {}")
            Counter redispatched,

            @Doc("Backends in rotation.") @ChartTitle("Backends in the rotation of {}")
            TimeWeighted healthy) {}

    private final LoadBalancerSpec spec;
    private final HostSelection selection;
    private final ComponentContext context;
    private final Measures measures;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<Host, BalancerCores> processors = new LinkedHashMap<>();
    private final List<RedundantPair> peers = new ArrayList<>();
    private final Map<String, BackendPool> pools = new LinkedHashMap<>();
    private final Map<Host, CarriedConnections> carried = new LinkedHashMap<>();
    /** Calls to each server in 'backends'; {@code null} without them. */
    private final ServerTraffic traffic;

    private int seated;

    LoadBalancer(LoadBalancerSpec spec, ComponentContext context) {
        this.spec = spec;
        this.selection = spec.selection();
        this.context = context;
        this.measures = context.metrics().instruments(Measures.class);
        this.traffic = selection.backends().isEmpty()
                ? null
                : new ServerTraffic(context, selection.backends().keySet());
        for (Location site : context.topology().sites()) {
            List<Host> local = new ArrayList<>();
            for (int i = 0; i < spec.hosts().machines(); i++) {
                Host host = context.hosts().addHost(String.valueOf(hosts.size() + local.size() + 1), site);
                local.add(host);
                spec.hosts()
                        .cores()
                        .ifPresent(cores -> processors.put(host, new BalancerCores(spec.hosts(), context, host)));
            }
            hosts.addAll(local);
            spec.hosts().twin().ifPresent(redundancy -> peers.add(new RedundantPair(redundancy, context, local)));
        }
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        HostClient client = context.client(caller, route);
        if (spec.hosts().machines() > 1) {
            TierEdges any = client.edges(hosts, self -> service(self, route));
            KeyedRandom random = context.random("node");
            return peers.stream()
                    .filter(pair -> pair.machines().contains(any.array()[0].callee()))
                    .map(pair -> pair.from(caller, any.array(), random))
                    .findFirst()
                    .orElseGet(() -> new UnbalancedClient(caller, any, random));
        }
        return client.nearest(hosts, self -> service(self, route)).from(caller);
    }

    /** Returns the service of a host for a call: CPU work if configured, then forwarding. */
    private Service service(Host self, CallTarget route) {
        boolean isRetained = Step.all(route.rest()).stream()
                .flatMap(step -> Step.passesOnTo(step).stream())
                .anyMatch(next -> UserConnections.of(context.component(next))
                        .connectionHolder()
                        .isPresent());
        Service passing = forward(self, route);
        Service forward = isRetained ? carried(self).wrap(passing) : passing;
        BalancerCores cores = processors.get(self);
        if (cores == null) {
            return forward;
        }
        boolean sticky = selection.servers(route.rest()).stream()
                .map(context::component)
                .anyMatch(next -> next instanceof Tier tier && tier.affinity().isPresent());
        return cores.wrap(forward, sticky ? spec.hosts().stickyNanos() : 0);
    }

    private CarriedConnections carried(Host self) {
        return carried.computeIfAbsent(self, host -> new CarriedConnections(context, host));
    }

    /**
     * Assigns connections round robin to the hosts of a region, except a passive twin; to every host if the region has
     * none.
     */
    @Override
    public void carry(PersistentConnection connection, int region) {
        String name = context.topology().regions().isEmpty()
                ? ""
                : context.topology().regions().get(region);
        List<Host> near =
                hosts.stream().filter(host -> host.site().region().equals(name)).toList();
        List<Host> any = near.isEmpty() ? hosts : near;
        int working = spec.hosts().twin().map(RedundancySpec::addresses).orElse(any.size());
        carried(any.get(seated++ % working)).carry(connection);
    }

    private Service forward(Host self, CallTarget route) {
        if (!selection.backends().isEmpty()) {
            return forwardToBackends(self, route);
        }
        List<Step> rest = route.rest();
        if (rest.isEmpty()
                || Step.passesOnTo(rest.get(0)).isEmpty()
                || rest.get(0).options().when().isPresent()) {
            throw ScenarioException.ofCall(
                    context.name(),
                    Sentence.of(
                            "{}: no target; the next step of the path must be a component with nodes, such as a "
                                    + "server, or 'backends' must name it, such as backends: { api: 1 }",
                            context.name()));
        }
        String next = Step.passesOnTo(rest.get(0)).orElseThrow();
        return context.client(self, route.forwarded())
                .withConnector((callee, caller, nextTarget) ->
                        choosing(self, next, List.of(routes(self, next, callee, nextTarget))))
                .connect(rest);
    }

    /**
     * Returns the service that selects among the nodes of all servers in 'backends'. They run the called endpoint, or
     * the later steps of the path.
     */
    private Service forwardToBackends(Host self, CallTarget route) {
        List<String> servers = List.copyOf(selection.backends().keySet());
        servers.forEach(server -> requireBackend(server, route.rest()));
        HostClient client = context.client(self, route.forwarded().withEndpoint(route.endpoint()));
        if (!selection.hasPools()) {
            String only = servers.get(0);
            return client.withConnector((callee, caller, nextTarget) ->
                            choosing(self, only, List.of(routes(self, only, callee, nextTarget))))
                    .connect(steps(only, route));
        }
        List<ServerRoutes> all = new ArrayList<>();
        Service plain = (request, reply) -> reply.accept(Outcome.UNAVAILABLE, context.number());
        for (String server : servers) {
            Service service = client.withConnector((callee, caller, nextTarget) -> {
                        all.add(routes(self, server, callee, nextTarget));
                        return plain;
                    })
                    .connect(steps(server, route));
            if (service != plain) {
                throw backend(
                        server,
                        Sentence.of(
                                "has policies for its calls, which would apply to one of several servers behind "
                                        + "the balancer; write them on {}, or at its callers",
                                context.name()));
            }
        }
        return choosing(self, String.join("+", servers), nearestRoutes(self, all));
    }

    /** Returns the visit of a server with the steps behind the balancer. */
    private static List<Step> steps(String server, CallTarget route) {
        List<Step> steps = new ArrayList<>();
        steps.add(new VisitStep(server, Step.Options.NONE));
        steps.addAll(route.rest());
        return steps;
    }

    /** Returns the routes within the region of a host, if any server has nodes there. */
    private static List<ServerRoutes> nearestRoutes(Host self, List<ServerRoutes> all) {
        String region = self.site().region();
        List<ServerRoutes> local =
                all.stream().map(server -> server.inRegion(region)).toList();
        return local.stream().allMatch(server -> server.edgesToServers().isEmpty()) ? all : local;
    }

    private void requireBackend(String server, List<Step> rest) {
        Component callee = context.component(server);
        if (rest.stream()
                .limit(1)
                .anyMatch(step -> Step.passesOnTo(step)
                        .filter(selection.backends()::containsKey)
                        .isPresent())) {
            throw backend(
                    server,
                    Sentence.of(
                            "is behind {} by its 'backends'; remove it from the path after {}, or remove 'backends'",
                            context.name(),
                            context.name()));
        }
        if (UserConnections.of(callee).connectionHolder().isPresent()) {
            throw backend(
                    server,
                    Sentence.of(
                            "keeps connections of users, which 'backends' does not support; remove 'backends' "
                                    + "and write path: [{}, {}]",
                            context.name(),
                            server));
        }
        if (selection.hasPools() && callee instanceof Tier tier && tier.keepsSessions()) {
            throw backend(
                    server,
                    Sentence.of(
                            "keeps sessions in the memory of its nodes, and users would have one in each server "
                                    + "behind {}; use sessions in a shared store or a token",
                            context.name()));
        }
    }

    private ServerRoutes routes(Host self, String name, Component callee, CallTarget nextTarget) {
        if (!(callee instanceof Tier tier)) {
            if (selection.backends().containsKey(name)) {
                throw backend(
                        name, Sentence.of("has no nodes to choose from; use a component with nodes, such as a server"));
            }
            throw ScenarioException.ofCall(
                    context.name(),
                    Sentence.of(
                            "{}: the next step '{}' has no nodes to choose from; use a component with nodes, such as a "
                                    + "server",
                            context.name(),
                            name));
        }
        List<Edge> edges =
                tier.edges(self, nextTarget.withPatience(spec.redispatching().triesWait(nextTarget.timeout())));
        List<Step> servers = nextTarget.endpoint().isEmpty() ? nextTarget.rest() : tier.steps(nextTarget.endpoint());
        boolean idempotent = nextTarget.operation() == Request.Operation.READ
                && Step.all(servers).stream()
                        .flatMap(step -> Step.targetOf(step).stream())
                        .allMatch(target -> target.purpose().operation() == Request.Operation.READ);
        return new ServerRoutes(name, edges, nextTarget.patienceNanos(), tier.affinity(), idempotent);
    }

    private Service choosing(Host self, String names, List<ServerRoutes> routes) {
        BackendPool pool = pools.computeIfAbsent(self.node() + " " + names, key -> pool(self, names, routes));
        return new CallForwarder(spec, context, self, pool, routes, traffic, measures.redispatched());
    }

    private BackendPool pool(Host self, String names, List<ServerRoutes> routes) {
        List<Host> machines = routes.stream()
                .flatMap(server -> server.edgesToServers().stream())
                .map(Edge::callee)
                .toList();
        if (machines.isEmpty()) {
            throw wrong(Sentence.of("{} has no node in the region of the balancer", names));
        }
        if (!selection.weights().isEmpty() && selection.weights().size() != machines.size()) {
            throw new ScenarioException(
                    "components." + context.name() + ".weights",
                    "{} weights for the {} nodes of {}",
                    selection.weights().size(),
                    machines.size(),
                    names);
        }
        List<Integer> weights = selection.weightsOf(routes);
        if (selection.exceedsRing(weights)) {
            throw new ScenarioException(
                    "components." + context.name() + ".backends",
                    "{}: " + HostSelection.TOO_MANY_POINTS,
                    context.name());
        }
        BalancingStrategy choice = choice(self, names, machines, weights);
        return new BackendPool(spec, context, self, machines, weights, choice, measures.healthy());
    }

    private BalancingStrategy choice(Host self, String tier, List<Host> machines, List<Integer> weights) {
        List<String> names = machines.stream()
                .map(host -> selection.hasPools() ? host.component() + "/" + host.node() : host.node())
                .toList();
        KeyedRandom random = context.random("algorithm");
        if (selection.hashBalanceFactor().isEmpty()) {
            BalancingStrategy plain = selection.strategy(random, names, weights, () -> {});
            if (plain instanceof ShuffleSharding sharding) {
                context.audit()
                        .identity(
                                "/" + self.node() + ": calls placed in " + tier + " = within a shard + without a node",
                                sharding::pickCount,
                                sharding::withinOrWithout);
            }
            return plain;
        }
        Counter spilled =
                context.metrics().instruments(HashBalancing.Measures.class).spilled();
        BalancingStrategy choice = selection.strategy(
                random, names, weights, () -> spilled.add(context.simulation().now()));
        if (choice instanceof HashBalancing byHash) {
            AuditRegistry audit = context.audit();
            audit.identity(
                    "/" + self.node() + ": calls placed in " + tier + " = those within the bound",
                    byHash::boundedPicks,
                    byHash::picksWithinBound);
        }
        return choice;
    }

    private ScenarioException backend(String server, Sentence why) {
        return new ScenarioException("components." + context.name() + ".backends." + server, "{} {}", server, why);
    }

    private ScenarioException wrong(Sentence why) {
        return new ScenarioException("components." + context.name(), "{}: {}", context.name(), why);
    }

    @Override
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    @Override
    public void start() {
        pools.values().forEach(BackendPool::start);
    }
}
