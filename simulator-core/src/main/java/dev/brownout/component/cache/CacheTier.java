package dev.brownout.component.cache;

import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.fleet.Fleet;
import dev.brownout.fleet.ProvisioningDelays;
import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.network.Network;
import dev.brownout.network.TierEdges;
import dev.brownout.random.NumberedKeys;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.ObjectRevisions;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScalableTier;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.FlushableCache;
import dev.brownout.spi.component.StoreComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The nodes of a cache, and the services for reads and writes through it. */
final class CacheTier implements ScalableTier, StoreComponent, FlushableCache {
    private final CacheSpec spec;
    private final ComponentContext context;
    private final CacheMetrics measures;
    private final KeyDirectory directory;
    private final Fleet fleet;
    private final MovedKeys moves;
    private final Map<Host, CacheNode> nodes = new LinkedHashMap<>();
    private final Map<KnownNodes, CacheClient> clients = new LinkedHashMap<>();
    private final Map<Host, SingleFlight> flights = new LinkedHashMap<>();
    private final List<ReplicaAssignment> copies = new ArrayList<>();
    /** Bloom filter; {@code null} without one. */
    private final BloomFilter filter;
    /** Background changes of the source's data; {@code null} if only writes change it. */
    private final ObjectRevisions revisions;

    /** Key of a shared client: a location, or a host that ejects nodes by itself, and its nodes. */
    private record KnownNodes(String client, List<Host> nodes) {}

    CacheTier(CacheSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        this.measures = context.metrics().instruments(CacheMetrics.class);
        this.filter =
                spec.bloomFilter().map(bloom -> new BloomFilter(bloom, context)).orElse(null);
        context.versions().copy(context.name());
        this.revisions = spec.expiry().changes().perSecond() == 0
                ? null
                : context.versions().revisions(spec.expiry().changes().perSecond() * 1e-9, context.random("changes"));
        this.directory = new KeyDirectory(spec.keyDistribution());
        this.fleet = new Fleet(context, spec.nodes(), 0, ProvisioningDelays.AT_ONCE);
        CacheWarmer warming = new CacheWarmer(spec, context, directory, fleet.hosts(), revisions);
        for (Host host : fleet.hosts()) {
            nodes.put(host, new CacheNode(spec, context, host, measures, warming));
        }
        copy();
        measures.staleShare().is(this::staleShare);
        this.moves = new MovedKeys(directory, nodes, context.simulation(), measures.movedKeys());
        fleet.start();
        LoadSkew.measure(context, fleet.hosts());
        if (spec.sourceAccess().writePolicy() == WritePolicy.BACK) {
            context.audit().ledger(this::result);
        }
    }

    private void copy() {
        if (spec.replication().copies() > 1) {
            if (context.faults().maxScheduledNodes() > 0) {
                throw new ScenarioException(
                        "components." + context.name() + ".copies",
                        "{} has 'copies', which do not move to other nodes: a fault must not scale it",
                        context.name());
            }
            for (int index = 0; index < context.topology().sites().size(); index++) {
                copies.add(new ReplicaAssignment(spec.replication(), context, directory, fleet.hosts(index), nodes));
            }
        }
    }

    /** Delegates to the source: a cached session is a copy, so its eviction loses nothing. */
    @Override
    public Optional<LongSupplier> keepSessions(NumberedKeys keys, LongConsumer lost) {
        return spec.source().map(context::component).orElse(null) instanceof StoreComponent source
                ? source.keepSessions(keys, lost).or(() -> Optional.of(() -> 0))
                : Optional.of(() -> 0);
    }

    @Override
    public List<Host> hosts() {
        return fleet.hosts();
    }

    @Override
    public void start() {
        nodes.values().forEach(CacheNode::start);
    }

    @Override
    public void flush() {
        nodes.values().forEach(CacheNode::flush);
    }

    @Override
    public void scale(int machines) {
        resize(() -> fleet.scale(machines));
    }

    @Override
    public void cancelScale(int machines) {
        resize(() -> fleet.cancelScale(machines));
    }

    /** Counts the keys that move once every node has been added or removed. */
    private void resize(Runnable change) {
        List<List<Host>> before = inService();
        change.run();
        List<List<Host>> after = inService();
        for (int index = 0; index < before.size(); index++) {
            moves.count(before.get(index), after.get(index));
        }
    }

    private List<List<Host>> inService() {
        List<List<Host>> hostsByLocation = new ArrayList<>();
        for (int index = 0; index < context.topology().sites().size(); index++) {
            hostsByLocation.add(fleet.hosts(index).stream()
                    .filter(host -> host.membership().inService())
                    .toList());
        }
        return hostsByLocation;
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        boolean writes = route.operation() == Operation.WRITE;
        Service service = writes ? writes(caller, route) : reads(caller, route);
        if (filter == null || writes && spec.sourceAccess().writePolicy() == WritePolicy.BYPASS) {
            return service;
        }
        return writes ? filter.recordingWrites(service) : filter.wrap(service, nextComponent(route));
    }

    private Service writes(Host caller, CallTarget route) {
        return switch (spec.sourceAccess().writePolicy()) {
            case BYPASS -> source(caller, route);
            case AROUND ->
                new WriteThenUpdateCache(
                        source(caller, route),
                        connectToNodes(caller, route, "delete", node -> node::delete),
                        (write, version) -> CacheMessage.delete(write));
            case UPDATE ->
                new WriteThenUpdateCache(
                        source(caller, route),
                        connectToNodes(caller, route, "set", node -> node::set),
                        CacheMessage::put);
            case THROUGH ->
                connectToNodes(caller, route, "write-through", node -> node.writingThrough(source(node.host(), route)));
            case BACK ->
                connectToNodes(
                        caller,
                        route,
                        "write-back",
                        node -> node.writingBack(source(node.host(), route), nextComponent(route)));
        };
    }

    private Service reads(Host caller, CallTarget route) {
        return switch (spec.sourceAccess().readPolicy()) {
            case LOOK_ASIDE ->
                new LookAside(
                        connectToNodes(caller, route, "get", node -> node::get),
                        countingLoads(source(caller, route)),
                        connectToNodes(caller, route, "put", node -> node::put),
                        new LookAside.Caller(
                                context.simulation(),
                                caller,
                                route.between().map(Duration::toNanos).orElse(0L),
                                context.number(),
                                spec.sourceAccess().coalesce() ? flights(caller) : null,
                                spec.expiry().negativeTtl().isPresent()));
            case READ_THROUGH ->
                connectToNodes(
                        caller, route, "through", node -> node.readThrough(countingLoads(source(node.host(), route))));
        };
    }

    private Service countingLoads(Service source) {
        return (request, reply) -> {
            measures.loads().add(context.simulation().now());
            source.call(request, reply);
        };
    }

    /** Returns the source with the revision at the time of the call added to its versions. */
    private Service withRevisions(Service source) {
        VersionRegistry versions = context.versions();
        return (request, reply) -> {
            long revision = revisions.deliveredVersion(
                    request.key(), context.simulation().now());
            source.call(
                    request,
                    (outcome, version) ->
                            reply.accept(outcome, outcome.good() ? versions.join(version, revision) : version));
        };
    }

    private Service connectToNodes(
            Host caller, CallTarget route, String endpoint, Function<CacheNode, Service> service) {
        CacheClient client = client(caller, route);
        Optional<Duration> timeout = spec.client().clientTimeout();
        CallTarget timedRoute = timeout.isPresent() ? route.withPatience(timeout) : route;
        TierEdges connections = context.client(caller, timedRoute.withEndpoint(endpoint))
                .edges(fleet.hosts(), host -> {
                    CacheNode node = nodes.get(host);
                    return node.worked(service.apply(node));
                });
        return new NodeEdges(caller, client, connections.array(), context.number()).service();
    }

    private CacheClient client(Host caller, CallTarget route) {
        boolean ejects = spec.client().ejectAfter().isPresent();
        List<Host> nearby = context.client(caller, route).nearby(fleet.hosts());
        String clientName =
                Network.place(caller) + (ejects ? "/" + caller.processes().fullName() : "");
        return clients.computeIfAbsent(
                new KnownNodes(clientName, nearby),
                newKey -> ejects
                        ? ejectingClient(caller, nearby)
                        : copies.isEmpty()
                                ? new CacheClient(directory, nearby)
                                : new ReplicaClient(directory, nearby, copies(nearby)));
    }

    private CacheClient ejectingClient(Host caller, List<Host> nearby) {
        EjectingClient client =
                new EjectingClient(spec.client(), context.simulation(), directory, nearby, this::ejecting);
        caller.attach(client);
        return client;
    }

    private ReplicaAssignment copies(List<Host> nearby) {
        int index = 0;
        while (!fleet.hosts(index).contains(nearby.get(0))) {
            index++;
        }
        return copies.get(index);
    }

    /** Counts the keys that move when the first client ejects a node; further clients do so at about the same time. */
    private void ejecting(CacheClient client, Host node) {
        measures.ejections().add(context.simulation().now());
        Duration out = spec.client().ejectFor();
        if (moves.newlyOut(node, out)) {
            List<Host> before = client.inUse();
            moves.count(before, before.stream().filter(other -> other != node).toList());
            context.timeline()
                    .note(
                            "ejected",
                            node.node(),
                            Sentence.of(
                                    "{} ejected by clients for {}",
                                    context.name() + "/" + node.node(),
                                    TimeFormat.text(out.toNanos())),
                            TimelineEvent.facts("for_ns", out.toNanos()));
        }
    }

    private SingleFlight flights(Host caller) {
        return flights.computeIfAbsent(caller, host -> new SingleFlight(context, host, measures.coalesced()));
    }

    private Service source(Host caller, CallTarget route) {
        Service source = plainSource(caller, route);
        return revisions == null ? source : withRevisions(source);
    }

    private Service plainSource(Host caller, CallTarget route) {
        return context.client(caller, route.downstream(route.operation(), List.of()))
                .connect(route.rest(), spec.source(), "no source");
    }

    /** Returns the next component, which may be the store itself; empty if none. */
    private String nextComponent(CallTarget route) {
        String next = spec.source().orElse("");
        if (!route.rest().isEmpty()) {
            next = Step.passesOnTo(route.rest().get(0)).orElse("");
        }
        return next;
    }

    private double staleShare(CellRange span) {
        long hits = 0;
        long stale = 0;
        for (CacheNode node : nodes.values()) {
            hits += node.hits().found(span);
            stale += node.hits().stale(span);
        }
        return hits == 0 ? Double.NaN : (double) stale / hits;
    }

    /** Returns the write-back balance: unwritten data counts as kept while the nodes are up. */
    private DataResult result() {
        long accepted = 0;
        long stored = 0;
        long lost = 0;
        for (CacheNode node : nodes.values()) {
            WriteBuffer buffer = node.buffer();
            accepted += buffer.bufferedWrites();
            stored += buffer.written() + buffer.pending();
            lost += buffer.lostCount();
        }
        return DataResult.ofAcknowledged(accepted, stored, lost);
    }

    /** A client of a replicated cache: sends to the leader of a key, and learns of a failover immediately. */
    private static final class ReplicaClient extends CacheClient {
        private final ReplicaAssignment copies;

        ReplicaClient(KeyDirectory directory, List<Host> nodes, ReplicaAssignment copies) {
            super(directory, nodes);
            this.copies = copies;
        }

        @Override
        int nodeOf(int key) {
            return nodes().indexOf(copies.of(key).leader());
        }
    }
}
