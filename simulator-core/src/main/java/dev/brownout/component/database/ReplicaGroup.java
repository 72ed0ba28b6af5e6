package dev.brownout.component.database;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.failover.Leadership;
import dev.brownout.component.database.failover.Recover;
import dev.brownout.component.database.failover.Replacing;
import dev.brownout.component.database.failover.RoleChanges;
import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.log.Losses;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.Members;
import dev.brownout.component.database.reads.HealthChecks;
import dev.brownout.component.database.reads.Queries;
import dev.brownout.component.database.reads.Query;
import dev.brownout.component.database.reads.QueryMeasures;
import dev.brownout.component.database.reads.ReadRouting;
import dev.brownout.component.database.reads.Staleness;
import dev.brownout.component.database.recovery.Recovery;
import dev.brownout.component.database.replication.Acknowledgements;
import dev.brownout.component.database.replication.Commits;
import dev.brownout.component.database.replication.RowLocks;
import dev.brownout.component.database.replication.Streams;
import dev.brownout.component.database.storage.BufferPool;
import dev.brownout.component.database.storage.Contents;
import dev.brownout.network.Edge;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.result.VariantResult.Happening;
import dev.brownout.service.History;
import dev.brownout.service.Service;
import dev.brownout.vocabulary.Selector;
import dev.brownout.wiring.ReadFrom;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One primary with its replicas and their one log: a database, or a shard of one. It puts the parts together, and hands
 * on to them what becomes of its nodes.
 */
final class ReplicaGroup implements DatabaseNode.Listener, RoleChanges {
    private final DatabaseSpec spec;
    private final Wiring wiring;
    private final Log log;
    private final Members members;
    private final Disks disks;
    private final Map<String, NodeService[]> services = new LinkedHashMap<>();
    private final Staleness staleness;
    private final Streams streams;
    private final Host store;
    private final Leadership leadership;
    private final Commits commits;
    private final HealthChecks checks;
    private final Replacing replacing;
    private final Recovery recovery;
    private final Map<Asked, ReadRouting> routings = new LinkedHashMap<>();

    /** Who asks, by the nodes nearby, and whom of them. */
    private record Asked(List<Host> near, ReadFrom from) {}

    /**
     * Nodes that are up and have an empty log.
     *
     * @param measures of the whole database
     * @param contents what its nodes have room for; {@code null} for no limit
     * @param memory of its nodes; {@code null} where all is in memory
     */
    ReplicaGroup(
            DatabaseSpec spec,
            Wiring wiring,
            DatabaseMeasures measures,
            Contents contents,
            Function<Host, BufferPool> memory,
            GroupPlace place) {
        this.spec = spec;
        this.wiring = wiring;
        History history = wiring.versions().store(wiring.name());
        staleness = new Staleness(
                wiring, history, place.elsewhere(), measures.staleReads, measures.staleShare, measures.staleAge);
        log = new Log(history);
        wiring.grows("writes in the log", 100, () -> log.end() - log.base());
        members = new Members(nodes(place));
        disks = Disks.of(spec, wiring, nodes(), memory);
        spec.failover().ifPresent(this::checkPromotion);
        store = new Host(wiring.simulation(), wiring.name(), place.prefix() + "lease", Site.ANYWHERE, null);
        Acknowledgements acknowledgements =
                new Acknowledgements(wiring, spec.replication(), log, members, measures.degraded);
        leadership = new Leadership(
                wiring,
                spec.failover().orElse(null),
                store,
                members,
                acknowledgements.byMajority(),
                measures.dual,
                this);
        streams = new Streams(
                wiring, spec.replication(), place.ordinal(), log, members, acknowledgements, leadership::follows);
        Losses losses = recover().isPresent() ? new Losses(wiring, members.size()) : null;
        commits = new Commits(
                wiring,
                spec.write().sampler(),
                spec.deduplicate(),
                log,
                streams,
                acknowledgements,
                leadership,
                contents,
                measures.lostWrites,
                losses,
                locks(),
                disks == null ? null : disks::of);
        recovery = recovery(losses);
        measureQueries();
        checks = new HealthChecks(wiring, spec.reads().health(), members.all(), this::lost);
        replacing = replacing();
        streams.reopen();
    }

    private Recovery recovery(Losses losses) {
        return recover()
                .map(r -> new Recovery(wiring, r, members, leadership, commits, log, losses))
                .orElse(null);
    }

    private Replacing replacing() {
        return spec.replace()
                .map(r -> new Replacing(wiring, r, spec.reads().max_lag(), members.size(), this))
                .orElse(null);
    }

    /** Of a database with classes of queries all are measured, asked for or not. */
    private void measureQueries() {
        if (!spec.queries().isEmpty()) {
            services.computeIfAbsent("", this::services);
            spec.queries().keySet().forEach(query -> services.computeIfAbsent(query, this::services));
        }
    }

    private Optional<Recover> recover() {
        return spec.failover().flatMap(Failover::recover);
    }

    private Function<DatabaseNode, RowLocks> locks() {
        if (spec.lock().isEmpty()) {
            return null;
        }
        RowLocks[] each =
                nodes().stream().map(node -> new RowLocks(wiring, node.host())).toArray(RowLocks[]::new);
        return node -> each[node.number()];
    }

    private DatabaseNode[] nodes(GroupPlace place) {
        DatabaseNode.Equipment equipment = new DatabaseNode.Equipment(
                spec.cores(),
                spec.queue().orElse(Integer.MAX_VALUE),
                spec.replication().apply_cost().ratio(),
                spec.replication().applyIntervalNanos());
        DatabaseNode[] nodes = new DatabaseNode[place.sites().size()];
        for (int i = 0; i < nodes.length; i++) {
            String name = place.prefix() + (i == 0 ? "primary" : "replica-" + i);
            Host host = wiring.host(name, place.sites().get(i));
            nodes[i] = new DatabaseNode(wiring, i, host, equipment, log, this);
        }
        return nodes;
    }

    private void checkPromotion(Failover failover) {
        if (nodes().stream().noneMatch(failover::means)) {
            throw new ScenarioException(
                    "components." + wiring.name() + ".failover.promote",
                    "promote names neither a region nor a node of " + wiring.name() + ": '" + failover.promote() + "'",
                    failover.promote(),
                    hosts().stream().map(Host::node).toList());
        }
    }

    /** The calling side for one machine; nothing lies behind a database. */
    Service connect(Host caller, Route route) {
        if (!route.rest().isEmpty()) {
            throw new ScenarioException(
                    "components." + wiring.name(),
                    "nothing lies behind " + wiring.name() + ": a database answers itself");
        }
        staleness.connected(route);
        NodeService[] asked = services.computeIfAbsent(route.endpoint(), this::services);
        Edge[] ways = new Edge[members.size()];
        for (DatabaseNode node : nodes()) {
            ways[node.number()] = wiring.way(caller, node.host(), route, () -> asked[node.number()]);
        }
        ReadFrom from = route.from().orElse(spec.reads().from());
        ReadRouting routing =
                routings.computeIfAbsent(new Asked(wiring.near(caller, route, hosts()), from), this::routing);
        return new DatabaseClient(wiring.number(), caller, ways, members, commits, routing);
    }

    /** What each node does for reads of one class, and for writes; the class without a name is that of plain reads. */
    private NodeService[] services(String query) {
        if (!query.isEmpty() && !spec.queries().containsKey(query)) {
            throw new ScenarioException(
                    "components." + wiring.name(),
                    wiring.name() + " has no query '" + query + "'",
                    query,
                    List.copyOf(spec.queries().keySet()));
        }
        String name = query.isEmpty() ? Query.PLAIN : query;
        Sampler work = spec.work(query).sampler();
        QueryMeasures measures = spec.queries().isEmpty() ? null : wiring.measures(QueryMeasures.class, name);
        return members.all().stream()
                .map(node -> {
                    Queries.Fetch fetch = disks == null ? null : disks.fetch(node, query);
                    return new NodeService(
                            node, new Queries(wiring, node, name, work, log, staleness, fetch, measures), commits);
                })
                .toArray(NodeService[]::new);
    }

    private ReadRouting routing(Asked asked) {
        List<DatabaseNode> nearby = nodes().stream()
                .filter(node -> asked.near().contains(node.host()))
                .toList();
        return new ReadRouting(spec.reads(), asked.from(), members, nearby, wiring.draws("node"));
    }

    /** Its nodes, the first primary first. */
    List<DatabaseNode> nodes() {
        return members.all();
    }

    /** Its machines, the first primary first. */
    List<Host> hosts() {
        return hosts(node -> true);
    }

    private List<Host> hosts(Predicate<DatabaseNode> meant) {
        return nodes().stream().filter(meant).map(DatabaseNode::host).toList();
    }

    /**
     * What a fault means by a part of a name: {@code primary} and {@code replica-*} are roles at this moment,
     * {@code lease} is the lease store, everything else is the name of machines; {@code primary/disk} is a disk.
     */
    List<Host> select(String part) {
        if (Disks.named(part)) {
            return Disks.select(disks, wiring.name(), part, this::select);
        }
        return switch (part) {
            case "primary" -> List.of(members.primary().host());
            case "lease" -> List.of(store);
            case "replica-*" -> hosts(node -> node != members.primary());
            default -> hosts(node -> Selector.matches(part, node.name()));
        };
    }

    /** Starts checks and lease. */
    void start() {
        nodes().forEach(leadership::announce);
        if (members.size() > 1) {
            checks.start();
        }
        if (spec.failover().isPresent()) {
            double share = wiring.stream("lease " + nodes().get(0).name()).uniform();
            leadership.start((long) (share * spec.failover().get().loop().toNanos()));
        }
    }

    /** What has become of the writes. */
    DataResult settle() {
        return commits.ledger().settle(staleness.reads(), staleness.ageMaxNanos(), leadership.dualNanos());
    }

    @Override
    public void applied(DatabaseNode node) {
        streams.applied();
        if (replacing != null) {
            replacing.applied(node);
        }
        leadership.applied(node);
    }

    @Override
    public void died(DatabaseNode node) {
        if (node == members.primary()) {
            commits.demote(node);
        }
        commits.forget(node);
        if (recovery != null) {
            recovery.died(node);
        }
        leadership.died(node);
    }

    @Override
    public void stateChanged(DatabaseNode node) {
        leadership.announce(node);
        if (node.host().up()) {
            streams.returned(node);
        }
        leadership.stateChanged(node);
        returned(node);
    }

    private void returned(DatabaseNode node) {
        if (recovery != null) {
            recovery.returned(node);
        }
    }

    @Override
    public void demote(DatabaseNode node) {
        commits.demote(node);
    }

    @Override
    public void failWaiting(DatabaseNode node) {
        commits.failWaiting(node);
    }

    @Override
    public void promote(DatabaseNode old, DatabaseNode next, boolean late) {
        long end = next.received();
        int lost = commits.cutOff(end, old);
        next.become(DatabaseNode.Role.PRIMARY);
        old.become(late ? DatabaseNode.Role.LATE : DatabaseNode.Role.REPLICA);
        old.reset(end);
        for (DatabaseNode node : nodes()) {
            if (node != next) {
                node.rewind(end);
            }
        }
        streams.reopen();
        wiring.note(
                "promoted",
                next.name(),
                next.name() + " took over; acknowledged writes lost: " + lost,
                Happening.facts("lost_writes", lost));
        leadership.announce(next);
        leadership.announce(old);
        returned(old);
        if (!old.answers()) {
            lost(old);
        }
    }

    @Override
    public void leadAgain() {
        streams.reopen();
    }

    /** The checks have given a node up. */
    private void lost(DatabaseNode node) {
        if (replacing != null) {
            replacing.lost(node);
        }
    }

    @Override
    public void retire(DatabaseNode node) {
        streams.close(node);
        if (recovery != null) {
            recovery.gone(node);
        }
        node.become(DatabaseNode.Role.COPYING);
        node.reset(log.end());
        leadership.announce(node);
    }

    @Override
    public void install(DatabaseNode node) {
        node.host().replace();
        if (disks != null) {
            disks.replaced(node);
        }
        checks.restart(node);
        rejoin(node);
    }

    @Override
    public void rejoin(DatabaseNode node) {
        node.become(DatabaseNode.Role.REPLICA);
        streams.open(node);
        leadership.announce(node);
        returned(node);
    }
}
