package dev.brownout.component.quorumstore;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.network.Edge;
import dev.brownout.random.NumberedKeys;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Service;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.HostClient;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.StoreComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Behaviour of a replicated key-value store. */
final class QuorumStore implements StoreComponent {
    private final ComponentContext context;
    private final List<Host> hosts = new ArrayList<>();
    private final StoreCluster cluster;
    private final FailureDetector liveness;
    private final ReadConsistencyChecker reads;
    private final AcknowledgedWrites ledger;
    private final List<AntiEntropy> comparing = new ArrayList<>();
    private final List<Coordinator> coordinators = new ArrayList<>();
    private final List<Speculation> speculations = new ArrayList<>();

    QuorumStore(QuorumStoreSpec spec, ComponentContext context) {
        this.context = context;
        for (Location site : context.topology().sites()) {
            for (int i = 0; i < spec.nodes(); i++) {
                hosts.add(context.hosts().addHost(Integer.toString(hosts.size() + 1), site));
            }
        }
        if (spec.consistency().copiesOf(hosts.size()) > hosts.size()) {
            throw new ScenarioException(
                    "components." + context.name() + ".copies",
                    "copies must not exceed the number of nodes, {}",
                    hosts.size());
        }
        int width = spec.placement().scatterWidth().orElse(0);
        if (width >= hosts.size()) {
            throw new ScenarioException(
                    "components." + context.name() + ".scatter_width",
                    "scatter_width must be less than the number of nodes, {}",
                    hosts.size());
        }
        WriteHistory history = context.versions().store(context.name());
        StoreMetrics measures = context.metrics().instruments(StoreMetrics.class);
        StoreMetrics.BackgroundRepair repairs = context.metrics().instruments(StoreMetrics.BackgroundRepair.class);
        cluster = new StoreCluster(spec, context, hosts, history);
        TtlSchedule lifetime = cluster.lifetime();
        ledger = new AcknowledgedWrites(context, history, measures, this::onDisks, lifetime);
        Optional<ExpiryMetrics> expiry = spec.ttl().map(ttl -> context.metrics().instruments(ExpiryMetrics.class));
        reads = new ReadConsistencyChecker(context, history, measures, expiry, ledger);
        liveness = new FailureDetector(context, spec.health(), hosts);
        for (StoreNode node : cluster.nodes()) {
            FailureDetector.View view = liveness.from(node.host().site().region());
            boolean handing = spec.repair().handoff().isPresent();
            node.attachLedgers(ledger, handing ? new HintedHandoff(cluster, node, view, repairs) : null);
            spec.repair()
                    .every()
                    .filter(every -> hosts.size() > 1)
                    .ifPresent(every ->
                            comparing.add(new AntiEntropy(cluster, node, every.toNanos(), repairs.reconciled())));
            coordinators.add(new Coordinator(cluster, node, view, ledger, reads, speculation(spec, node)));
        }
        audit(repairs);
        AuditRegistry audit = context.audit();
        audit.reportMemoryUse(
                "values",
                80,
                () -> cluster.nodes().stream().mapToLong(StoreNode::size).sum());
        audit.reportMemoryUse("keys that were written", 60, ledger::keys);
        audit.ledger(() -> ledger.result(reads.stale(), reads.ageMaxNanos()));
        LoadSkew.measure(context, hosts);
    }

    private Speculation speculation(QuorumStoreSpec spec, StoreNode node) {
        if (spec.consistency().speculativeRetry().isEmpty()) {
            return null;
        }
        Counter retried =
                context.metrics().instruments(SpeculationMetrics.class).speculativeReads();
        Speculation speculation =
                new Speculation(spec.consistency().speculativeRetry().get(), cluster, node.host(), retried);
        speculations.add(speculation);
        return speculation;
    }

    private void audit(StoreMetrics.BackgroundRepair repairs) {
        CellRange run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        TtlSchedule lifetime = cluster.lifetime();
        if (lifetime.isLimited()) {
            audit.reportMemoryUse("writes that have not expired", 8, lifetime::waiting);
            audit.identity(
                    ": values stored on nodes = overwritten before expiry + expired + lost with a node + live",
                    () -> values(UnexpiredValues::written),
                    () -> values(UnexpiredValues::accounted));
        }
        if (cluster.spec().repair().handoff().isPresent()) {
            audit.identity(
                    ": hints created = replaced + delivered or dropped + pending",
                    () -> repairs.hintsCreated().total(run),
                    () -> cluster.nodes().stream()
                            .mapToLong(node -> node.hints().accounted())
                            .sum());
        }
        if (cluster.spec().placement().placement().isPresent()) {
            new PartitionOutages(
                    context, cluster.placement(), hosts, cluster.spec().durable());
        }
        if (!speculations.isEmpty()) {
            Counter retried =
                    context.metrics().instruments(SpeculationMetrics.class).speculativeReads();
            audit.identity(
                    ": replicas contacted by reads = initially + speculatively",
                    () -> speculations.stream()
                            .mapToLong(Speculation::readMessages)
                            .sum(),
                    () -> retried.total(run)
                            + speculations.stream()
                                    .mapToLong(Speculation::firstCopies)
                                    .sum());
        }
    }

    private long values(ToLongFunction<UnexpiredValues> counter) {
        return cluster.nodes().stream()
                .mapToLong(node -> counter.applyAsLong(node.live().orElseThrow()))
                .sum();
    }

    /** Returns the nodes of the store. */
    StoreCluster cluster() {
        return cluster;
    }

    /** Returns the checker that detects stale reads. */
    ReadConsistencyChecker reads() {
        return reads;
    }

    /**
     * Returns the merged value of a key over the disks of its replicas and, with hinted handoff, all hints;
     * {@code null} for none.
     */
    private StampedValue onDisks(int key) {
        StampedValue last = null;
        for (int node : cluster.placement().of(key)) {
            last = StampedValue.merge(last, cluster.nodes().get(node).onDisk(key));
        }
        if (cluster.spec().repair().handoff().isPresent()) {
            for (StoreNode node : cluster.nodes()) {
                last = StampedValue.merge(last, node.hints().find(key));
            }
        }
        return last;
    }

    /**
     * Tracks the sessions kept in this store. Durable nodes lose no sessions. A store with a time to live has none at
     * the start of the run. In both cases the number of missing sessions is always 0.
     */
    @Override
    public Optional<LongSupplier> keepSessions(NumberedKeys keys, LongConsumer lost) {
        if (cluster.spec().durable() || cluster.lifetime().isLimited()) {
            return Optional.of(() -> 0);
        }
        StoredSessions sessions = new StoredSessions(cluster, keys, lost);
        cluster.nodes().forEach(node -> node.registerSessions(sessions));
        return Optional.of(sessions::missing);
    }

    @Override
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    @Override
    public void start() {
        if (hosts.size() > 1) {
            liveness.start();
            comparing.forEach(AntiEntropy::start);
        }
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        route.requireLast(context.name(), Sentence.of("a store does not call other components"));
        reads.onConnected(route);
        StoreCluster.Work work = cluster.reads(route.endpoint());
        HostClient client = context.client(caller, route);
        List<Host> nearby = client.nearby(hosts);
        Edge[] connections = client.edgesToAll(
                hosts, host -> coordinators.get(hosts.indexOf(host)).of(work));
        boolean[] isNearby = new boolean[connections.length];
        for (int i = 0; i < connections.length; i++) {
            isNearby[i] = nearby.contains(hosts.get(i));
        }
        FailureDetector.View view = liveness.from(nearby.get(0).site().region());
        return new QuorumStoreClient(cluster, caller, connections, isNearby, view, ledger, context.random("node"));
    }
}
