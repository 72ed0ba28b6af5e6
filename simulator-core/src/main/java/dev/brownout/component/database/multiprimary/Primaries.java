package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.SizedNode;
import dev.brownout.component.database.reads.QueryMetrics;
import dev.brownout.component.database.reads.Staleness;
import dev.brownout.component.database.replication.ConflictResolution;
import dev.brownout.component.database.replication.ReplicationLag;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Primaries of a multi-primary database, each with a full copy. Each accepts the writes of nearby clients and
 * replicates them to all of its peers.
 */
public final class Primaries implements PrimaryNode.Listener {
    private static final long[] NO_ROW = {};

    private final ComponentContext context;
    private final Simulation simulation;
    private final PrimarySettings settings;
    private final VersionRegistry versions;
    private final Staleness staleness;
    private final List<PrimaryNode> nodes = new ArrayList<>();
    private final List<RowStore> rows = new ArrayList<>();
    private final List<WriteHistory> histories = new ArrayList<>();
    private final List<List<ReplicationFeed>> feeds = new ArrayList<>();
    private final WriteConflictCounter encounters;
    private final WriteOutcomeLedger ledger;
    private final SiblingMetrics siblings;
    /** Number of nodes with several values of a row, by key; only rows with at least one such node. */
    private final Map<Integer, Integer> several = new LinkedHashMap<>();

    private final Map<String, PrimaryService[]> services = new LinkedHashMap<>();
    private final long[] committed;
    private final long[][] applied;

    /**
     * Creates one primary at each location. All of them are up and have the same rows.
     *
     * @param names node name by location
     * @param staleness detector of stale reads
     * @param duplicates counter of writes that nodes have committed more than once
     */
    public Primaries(
            ComponentContext context,
            PrimarySettings settings,
            List<Location> sites,
            Function<Location, String> names,
            Staleness staleness,
            Counter duplicates) {
        this.context = context;
        this.simulation = context.simulation();
        this.settings = settings;
        this.versions = context.versions();
        this.staleness = staleness;
        DatabaseNode.Equipment equipment = new DatabaseNode.Equipment(
                settings.cores(),
                settings.replication().applyCost().ratio(),
                settings.replication().applyIntervalNanos());
        int many = sites.size();
        for (Location site : sites) {
            Host host = context.hosts().addHost(names.apply(site), site);
            nodes.add(new PrimaryNode(context, nodes.size(), host, equipment, nodes, many, this));
            histories.add(versions.store(context.name()));
        }
        boolean isConcurrent = conflicts() == ConflictResolution.VECTOR_CLOCK;
        Supplier<Row> empty = () -> isConcurrent ? Row.ofSiblings(many) : Row.ofLastWrite(many);
        ledger = new WriteOutcomeLedger(context, histories, duplicates);
        encounters = new WriteConflictCounter(context, nodes, ledger);
        siblings = context.metrics().instruments(SiblingMetrics.class);
        for (PrimaryNode node : nodes) {
            rows.add(new RowStore(encounters, empty));
            feeds.add(feedsOf(node));
        }
        committed = new long[many];
        applied = new long[many][many];
        settings.reads().keySet().stream().filter(query -> !query.isEmpty()).forEach(this::services);
        audit();
        CellRange run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        audit.identity(": writes applied twice = duplicates counted", ledger::duplicates, () -> duplicates.total(run));
        audit.ledger(this::result);
        audit.reportMemoryUse(
                "writes that other nodes have not applied",
                150,
                () -> nodes.stream()
                        .mapToLong(node -> node.log().retainedCount())
                        .sum());
        audit.reportMemoryUse(
                "rows that were written",
                200,
                () -> rows.stream().mapToLong(RowStore::size).sum());
    }

    private ConflictResolution conflicts() {
        return settings.replication().conflicts().orElse(ConflictResolution.LAST_WRITE);
    }

    private List<ReplicationFeed> feedsOf(PrimaryNode from) {
        Sampler backlog = settings.replication().backlog().sampler();
        KeyedRandom random = context.random("backlog");
        List<ReplicationFeed> all = new ArrayList<>();
        for (PrimaryNode to : nodes) {
            if (to != from) {
                long identity = KeyedRandom.child(from.number(), to.number(), 0, 0);
                ReplicationLag lag = new ReplicationLag(
                        backlog, random, identity, settings.replication().redraw());
                all.add(new ReplicationFeed(context, from, to, lag));
            }
        }
        return all;
    }

    private void audit() {
        AuditRegistry audit = context.audit();
        for (PrimaryNode node : nodes) {
            RowStore its = rows.get(node.number());
            audit.identity(
                    ", " + node.host().node()
                            + ": writes received = current + overwritten by writes that had seen them + discarded",
                    its::appliedWrites,
                    its::accountedFor);
            for (PrimaryNode other : nodes) {
                if (other != node) {
                    audit.identity(
                            ", " + node.host().node() + ": writes committed = applied at "
                                    + other.host().node() + " + not yet applied there",
                            () -> committed[node.number()],
                            () -> applied[node.number()][other.number()]
                                    + node.log().end()
                                    - other.intake().appliedPosition(node.number()));
                }
            }
        }
        audit.identity(": rows that differ between nodes with the same writes = 0", this::differing, () -> 0);
    }

    /**
     * Returns the number of rows that differ between nodes that have applied all writes of every node. It must be 0.
     */
    private long differing() {
        long differing = 0;
        PrimaryNode first = null;
        for (PrimaryNode node : nodes) {
            boolean all = nodes.stream()
                    .allMatch(other -> other == node
                            || node.intake().appliedPosition(other.number())
                                    == other.log().end());
            if (all && first != null) {
                differing += rows.get(first.number()).differing(rows.get(node.number()));
            }
            first = all && first == null ? node : first;
        }
        return differing;
    }

    /** Returns the hosts of the primaries. */
    public List<Host> hosts() {
        return nodes.stream().map(PrimaryNode::host).toList();
    }

    /** Returns the nodes that can be resized. */
    public List<? extends SizedNode> sized() {
        return nodes;
    }

    /** Publishes the role of each node. */
    public void start() {
        nodes.forEach(node -> context.timeline().role(node.host().node(), "primary"));
    }

    /** Connects one calling machine. It calls the nearest node, even if that node does not respond. */
    public Service connect(Host caller, CallTarget route) {
        if (route.operation() == Operation.WRITE) {
            versions.copy(context.name());
        }
        staleness.onConnected(route);
        PrimaryService[] services = services(route.endpoint());
        Edge edge = context.client(caller, route).nearest(hosts(), near -> services[hosts().indexOf(near)]);
        return (request, reply) -> edge.send(
                caller, request, request.operation() == Operation.WRITE ? ledger.sent(request, reply) : reply);
    }

    /** Returns the service of each node for writes and for the reads of one query class. */
    private PrimaryService[] services(String query) {
        if (!settings.reads().containsKey(query)) {
            throw new ScenarioException(
                    "components." + context.name(),
                    Sentence.of("{} has no query '{}'", context.name(), query),
                    query,
                    settings.reads().keySet().stream()
                            .filter(name -> !name.isEmpty())
                            .toList());
        }
        return services.computeIfAbsent(query, this::createServices);
    }

    private PrimaryService[] createServices(String query) {
        String name = query.isEmpty() ? "read" : query;
        PrimaryService.Work writes = new PrimaryService.Work(settings.write().sampler(), context.random("write"));
        PrimaryService.Work reads =
                new PrimaryService.Work(settings.reads().get(query).sampler(), context.random(name));
        QueryMetrics measures =
                settings.reads().size() == 1 ? null : context.metrics().instruments(QueryMetrics.class, name);
        return nodes.stream()
                .map(node -> new PrimaryService(context, this, node, writes, reads, measures))
                .toArray(PrimaryService[]::new);
    }

    /** Commits a write on a node and returns the version that the caller is given. */
    long commit(PrimaryNode node, Request request, long workNanos) {
        int key = request.key();
        int origin = node.number();
        long number = ++committed[origin];
        RowWrite write = new RowWrite(
                origin,
                number,
                key,
                request.sizeBytes(),
                workNanos,
                node.log().nextAt(simulation.now()),
                node.clock().read(),
                key == 0 ? NO_ROW : versionVector(origin, number, key),
                key == 0 ? null : unseen(origin, key),
                ledger.of(request));
        ledger.onCommitted(request, write, node.log().append(write));
        if (key != 0) {
            apply(node, write);
            write.reportedVersion = visibleVersion(node, key);
        }
        feeds.get(origin).forEach(ReplicationFeed::onCommitted);
        discard(node);
        return write.reportedVersion;
    }

    /**
     * Returns the version vector of a new write: all writes of the row that its node has seen, and the write itself.
     */
    private long[] versionVector(int origin, long number, int key) {
        Row row = rows.get(origin).find(key);
        long[] seen = row == null ? new long[nodes.size()] : row.seen.clone();
        seen[origin] = number;
        return seen;
    }

    /** Returns which nodes have committed writes of a row that the origin node has not seen; {@code null} for none. */
    private boolean[] unseen(int origin, int key) {
        Row row = rows.get(origin).find(key);
        boolean[] unseen = null;
        for (int other = 0; other < nodes.size(); other++) {
            RowWrite last = rows.get(other).lastOwnWrite(key);
            if (last != null && last.number > (row == null ? 0 : row.seen[other])) {
                unseen = unseen == null ? new boolean[nodes.size()] : unseen;
                unseen[other] = true;
            }
        }
        return unseen;
    }

    private void apply(PrimaryNode node, RowWrite write) {
        RowStore its = rows.get(node.number());
        Row row = its.find(write.key);
        boolean before = row != null && row.currentWrites().size() > 1;
        boolean after = its.apply(write, write.origin == node.number()) > 1;
        if (before != after) {
            int all = several.merge(write.key, after ? 1 : -1, Integer::sum);
            if (all == 0) {
                several.remove(write.key);
            }
            siblings.unmerged().set(simulation.now(), several.size());
        }
    }

    @Override
    public void applies(PrimaryNode node, RowWrite write) {
        applied[write.origin][node.number()]++;
        if (write.key != 0) {
            encounters.onWriteArrival(
                    write, node.number(), rows.get(node.number()).lastOwnWrite(write.key));
            apply(node, write);
        }
        discard(nodes.get(write.origin));
    }

    /** Discards the writes of a log that all peers have applied. */
    private void discard(PrimaryNode of) {
        long least = of.log().end();
        for (PrimaryNode other : nodes) {
            least = other == of ? least : Math.min(least, other.intake().appliedPosition(of.number()));
        }
        of.log().discard(least);
    }

    /** Returns the staleness bound of a call that arrives at a node, as in {@link VersionRegistry#bound}. */
    long bound(PrimaryNode node, long now) {
        return node.host().arrival().bound(versions, now);
    }

    /** Returns the outcome of a read on a node: OK or stale. Counts a read of several values. */
    Outcome read(PrimaryNode node, Request request, long bound) {
        int key = request.key();
        if (key == 0) {
            return Outcome.OK;
        }
        Row row = rows.get(node.number()).find(key);
        if (row != null && row.currentWrites().size() > 1) {
            siblings.siblingReads().add(simulation.now());
        }
        return staleness.evaluateMissed(request, versions.oldestMissed(visibleVersion(node, key), key, bound));
    }

    /** Returns the version that joins all writes of a row that a node has seen; 0 for calls without a key. */
    long visibleVersion(PrimaryNode node, int key) {
        if (key == 0) {
            return 0;
        }
        Row row = rows.get(node.number()).find(key);
        long reported = 0;
        for (int other = 0; other < nodes.size(); other++) {
            reported = versions.join(reported, histories.get(other).version(row == null ? 0 : row.seen[other]));
        }
        return reported;
    }

    @Override
    public void stateChanged(PrimaryNode node) {
        for (int from = 0; from < feeds.size(); from++) {
            for (ReplicationFeed feed : feeds.get(from)) {
                if (from == node.number() || feed.receiver() == node) {
                    feed.resume();
                }
            }
        }
    }

    private DataResult result() {
        return ledger.result(staleness);
    }
}
