package dev.brownout.component.database;

import dev.brownout.component.database.DatabaseSpec.ReplicaSettings;
import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.failover.PrimaryLeadership;
import dev.brownout.component.database.failover.ReplicaReplacer;
import dev.brownout.component.database.failover.RoleChanges;
import dev.brownout.component.database.failover.WriteRecoverySpec;
import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.log.LostWrites;
import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.component.database.reads.HealthChecks;
import dev.brownout.component.database.reads.Staleness;
import dev.brownout.component.database.recovery.Recovery;
import dev.brownout.component.database.replication.CommitAcknowledgements;
import dev.brownout.component.database.replication.CommitPolicy;
import dev.brownout.component.database.replication.ReplicationStreams;
import dev.brownout.component.database.replication.RowLocks;
import dev.brownout.component.database.replication.WriteCommitter;
import dev.brownout.component.database.resharding.MovingShard;
import dev.brownout.component.database.sharding.ShardOwnership;
import dev.brownout.component.database.storage.BufferPool;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Service;
import dev.brownout.service.WriteHistory;
import dev.brownout.spec.Selector;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A primary with its replicas and their shared log: a database, or a shard of one. It creates the parts of the group
 * and passes node events on to them.
 */
final class ReplicaGroup implements DatabaseNode.Listener, RoleChanges, MovingShard {
    private final DatabaseSpec spec;
    private final ReplicaSettings replicas;
    private final ComponentContext context;
    private final Log log;
    private final ReplicaGroupMembers members;
    private final GroupDisks disks;
    private final Staleness staleness;
    private final ReplicationStreams streams;
    private final Host store;
    private final PrimaryLeadership leadership;
    private final WriteCommitter commits;
    private final HealthChecks checks;
    private final ReplicaReplacer replacing;
    private final Recovery recovery;
    private final GroupClients edges;
    private final NodeContents contents;
    /** True if the group is in service. Before that, it ignores node events. */
    private boolean isInService = true;

    /**
     * Creates a group of nodes that are up and have an empty log.
     *
     * @param measures metrics of the whole database
     * @param contents storage contents of its nodes; {@code null} for no limit
     * @param memory buffer pool of each node; {@code null} if all data is in memory
     * @param writes write records
     */
    ReplicaGroup(
            DatabaseSpec spec,
            ComponentContext context,
            DatabaseMetrics measures,
            NodeContents contents,
            Function<Host, BufferPool> memory,
            GroupPlace place,
            GroupWriteModel writes) {
        this.spec = spec;
        this.replicas = spec.replicaSettings();
        this.context = context;
        this.contents = contents;
        ShardOwnership tenancy = writes.homes()
                .map(homes -> new ShardOwnership(context, homes, place.ordinal()))
                .orElse(null);
        WriteHistory history = writes.history();
        staleness = new Staleness(
                context, history, place.externalWrites(), measures.staleReads, measures.staleShare, measures.staleAge);
        log = writes.log(context);
        members = new ReplicaGroupMembers(nodes(place));
        disks = GroupDisks.of(spec.engine(), context, nodes(), memory);
        replicas.failover().ifPresent(this::checkPromotion);
        store = new Host(context.simulation(), context.name(), place.prefix() + "lease", Location.SINGLE, null);
        CommitAcknowledgements acknowledgements =
                new CommitAcknowledgements(context, replicas.replication(), log, members, measures.degraded);
        leadership = new PrimaryLeadership(
                context,
                replicas.failover().orElse(null),
                store,
                members,
                acknowledgements.byMajority(),
                measures.dual,
                this);
        streams = new ReplicationStreams(
                context, replicas.replication(), place.ordinal(), log, members, acknowledgements, leadership::follows);
        LostWrites losses = recover().isPresent() ? new LostWrites(context, members.size()) : null;
        commits = commits(acknowledgements, losses, measures, tenancy, writes);
        recovery = recover()
                .map(r -> new Recovery(context, r, members, leadership, commits, log, losses))
                .orElse(null);
        writes.rows().writeBy(this::leads, commits::writeRow);
        edges = new GroupClients(spec, context, members, commits, log, staleness, disks, tenancy);
        checks = new HealthChecks(context, replicas.reads().health(), members.all(), this::onNodeFailed);
        replacing = replicas.replace()
                .map(r -> new ReplicaReplacer(context, r, replicas.reads().maxLag(), members.size(), this))
                .orElse(null);
        streams.reopen();
    }

    private WriteCommitter commits(
            CommitAcknowledgements acknowledgements,
            LostWrites losses,
            DatabaseMetrics measures,
            ShardOwnership tenancy,
            GroupWriteModel writes) {
        CommitPolicy policy = new CommitPolicy(
                spec.engine().write().sampler(),
                spec.deduplicate(),
                locks(),
                disks == null ? null : disks::of,
                writes.rows(),
                tenancy == null ? null : tenancy::isElsewhere);
        return new WriteCommitter(
                context,
                policy,
                log,
                streams,
                acknowledgements,
                leadership,
                contents,
                measures.lostWrites,
                losses,
                writes.ledger());
    }

    private Optional<WriteRecoverySpec> recover() {
        return replicas.failover().flatMap(Failover::recover);
    }

    private Function<DatabaseNode, RowLocks> locks() {
        if (spec.engine().lock().isEmpty()) {
            return null;
        }
        RowLocks[] each =
                nodes().stream().map(node -> new RowLocks(context, node.host())).toArray(RowLocks[]::new);
        return node -> each[node.number()];
    }

    private DatabaseNode[] nodes(GroupPlace place) {
        DatabaseNode.Equipment equipment = new DatabaseNode.Equipment(
                spec.engine().nodeCores(),
                replicas.replication().applyCost().ratio(),
                replicas.replication().applyIntervalNanos());
        DatabaseNode[] nodes = new DatabaseNode[place.sites().size()];
        for (int i = 0; i < nodes.length; i++) {
            String name = place.prefix() + (i == 0 ? "primary" : "replica-" + i);
            Host host = context.hosts().addHost(name, place.sites().get(i));
            nodes[i] = new DatabaseNode(context, i, host, equipment, log, this);
        }
        return nodes;
    }

    private void checkPromotion(Failover failover) {
        if (nodes().stream().noneMatch(failover::means)) {
            throw new ScenarioException(
                    "components." + context.name() + ".failover.promote",
                    Sentence.of(
                            "promote is neither a region nor a node of {}: '{}'", context.name(), failover.promote()),
                    failover.promote(),
                    hosts().stream().map(Host::node).toList());
        }
    }

    /** Connects one calling machine to the group. A database calls no component downstream. */
    Service connect(Host caller, CallTarget route) {
        return edges.connect(caller, route);
    }

    /** Keeps the group out of service until it joins. */
    void awaitStart() {
        isInService = false;
        hosts().forEach(host -> host.membership().awaitStart());
    }

    @Override
    public void join() {
        isInService = true;
        hosts().forEach(host -> {
            host.membership().start();
            host.membership().join();
        });
        start();
    }

    @Override
    public boolean leads() {
        DatabaseNode primary = members.primary();
        return primary.host().isUp() && leadership.accepts(primary);
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public Optional<NodeContents> contents() {
        return Optional.ofNullable(contents);
    }

    /** Returns the nodes of the group, the first primary first. */
    List<DatabaseNode> nodes() {
        return members.all();
    }

    /** Returns the hosts of the group, that of the first primary first. */
    @Override
    public List<Host> hosts() {
        return hosts(node -> true);
    }

    private List<Host> hosts(Predicate<DatabaseNode> filter) {
        return nodes().stream().filter(filter).map(DatabaseNode::host).toList();
    }

    /**
     * Returns the hosts that a fault selects by a part of a name. {@code primary} and {@code replica-*} are the current
     * roles, {@code lease} is the lease store, and {@code primary/disk} is a disk. Any other part is matched against
     * the node names.
     */
    List<Host> select(String part) {
        if (GroupDisks.isNamed(part)) {
            return GroupDisks.select(disks, context.name(), part, this::select);
        }
        return switch (part) {
            case "primary" -> List.of(members.primary().host());
            case "lease" -> List.of(store);
            case "replica-*" -> hosts(node -> node != members.primary());
            default -> hosts(node -> Selector.matches(part, node.name()));
        };
    }

    /** Starts the health checks and the lease, if the group is in service. */
    void start() {
        if (!isInService) {
            return;
        }
        nodes().forEach(leadership::announce);
        if (members.size() > 1) {
            checks.start();
        }
        if (replicas.failover().isPresent()) {
            double share = context.stream("lease " + nodes().get(0).name()).uniform();
            leadership.start((long) (share * replicas.failover().get().loop().toNanos()));
        }
    }

    /** Returns the write totals of a ledger, with the stale reads and the dual-primary time of this group. */
    DataResult result(WriteLedger ledger) {
        return ledger.result(staleness.reads(), staleness.ageMaxNanos(), leadership.dualNanos());
    }

    @Override
    public void onApplied(DatabaseNode node) {
        streams.onApplied();
        if (replacing != null) {
            replacing.onWritesApplied(node);
        }
        leadership.onApplied(node);
        edges.onApplied(node);
    }

    @Override
    public void onDied(DatabaseNode node) {
        if (!isInService) {
            return;
        }
        if (node == members.primary()) {
            commits.demote(node);
        }
        commits.discard(node);
        edges.onDied(node);
        if (recovery != null) {
            recovery.onDied(node);
        }
        leadership.onCrash(node);
    }

    @Override
    public void stateChanged(DatabaseNode node) {
        if (!isInService) {
            return;
        }
        leadership.announce(node);
        if (node.host().isUp()) {
            streams.onReturned(node);
        }
        leadership.stateChanged(node);
        onReturned(node);
    }

    private void onReturned(DatabaseNode node) {
        if (recovery != null) {
            recovery.onReturned(node);
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
    public void promote(DatabaseNode old, DatabaseNode next, boolean isLate) {
        long end = next.received();
        int lost = commits.cutOff(end, old);
        next.become(DatabaseNode.Role.PRIMARY);
        old.become(isLate ? DatabaseNode.Role.LATE : DatabaseNode.Role.REPLICA);
        old.reset(end);
        for (DatabaseNode node : nodes()) {
            if (node != next) {
                node.rewind(end);
            }
        }
        streams.reopen();
        nodes().forEach(edges::onApplied);
        context.timeline()
                .note(
                        "promoted",
                        next.name(),
                        Sentence.of(
                                "{} promoted to primary; {} acknowledged writes lost",
                                next.name(),
                                String.format(Locale.ROOT, "%,d", lost)),
                        TimelineEvent.facts("lost_writes", lost));
        leadership.announce(next);
        leadership.announce(old);
        onReturned(old);
        if (!old.answers()) {
            onNodeFailed(old);
        }
    }

    @Override
    public void restorePrimary() {
        streams.reopen();
    }

    /** Handles a node that failed its health checks. */
    private void onNodeFailed(DatabaseNode node) {
        if (replacing != null) {
            replacing.onNodeFailed(node);
        }
    }

    @Override
    public void retire(DatabaseNode node) {
        streams.close(node);
        if (recovery != null) {
            recovery.onMachineReplaced(node);
        }
        node.become(DatabaseNode.Role.COPYING);
        node.reset(log.end());
        leadership.announce(node);
    }

    @Override
    public void install(DatabaseNode node) {
        node.host().replace();
        if (disks != null) {
            disks.onReplaced(node);
        }
        checks.restart(node);
        rejoin(node);
    }

    @Override
    public void rejoin(DatabaseNode node) {
        node.become(DatabaseNode.Role.REPLICA);
        streams.open(node);
        leadership.announce(node);
        onReturned(node);
    }
}
