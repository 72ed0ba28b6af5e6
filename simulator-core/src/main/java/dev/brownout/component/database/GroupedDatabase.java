package dev.brownout.component.database;

import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.NodeSizes;
import dev.brownout.component.database.node.OpenTransactions;
import dev.brownout.component.database.node.RoleHistory;
import dev.brownout.component.database.stock.RowLedger;
import dev.brownout.component.database.stock.RowTable;
import dev.brownout.component.database.storage.BufferPool;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.network.Edge;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LossLog;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.ScalableTier;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.StoreComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Base class of databases with one or more replica groups, independent of the distribution of keys and users. */
abstract class GroupedDatabase implements ScalableTier.Resizable, StoreComponent {
    private final ComponentContext context;
    private final DatabaseMetrics measures;
    private final List<ReplicaGroup> groups = new ArrayList<>();
    private final List<WriteLedger> ledgers = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final Map<Host, ConnectionPool> connections = new LinkedHashMap<>();
    private final Optional<Duration> idleTimeout;
    private final RowTable rows;

    /** Node sizes; {@code null} if no node is resized. */
    private NodeSizes sizes;

    /**
     * Creates a database without groups.
     *
     * @throws ScenarioException if it routes the reads of sessions and has no replica
     */
    GroupedDatabase(DatabaseSpec spec, ComponentContext context) {
        boolean isAlone = spec.copies(context.topology().sites().size()) == 0
                && spec.shardSettings().hotKeys().isEmpty();
        if (spec.routesSessions() && isAlone) {
            throw new ScenarioException(
                    "components." + context.name() + ".reads.session",
                    "'reads.session' needs replicas: all reads of {} go to its primary; add, for "
                            + "example, replicas: 2",
                    context.name());
        }
        this.context = context;
        this.idleTimeout = spec.engine().idleInTransactionTimeout();
        this.measures = new DatabaseMetrics(context);
        this.rows = spec.numbers().table(context);
    }

    /**
     * Adds a replica group.
     *
     * @param contents storage contents of its nodes; {@code null} for no limit
     * @param memory buffer pool of each node; {@code null} if all data is in memory
     * @param writes write records of the group, or of several groups together
     */
    final ReplicaGroup add(
            DatabaseSpec spec,
            NodeContents contents,
            Function<Host, BufferPool> memory,
            GroupPlace place,
            GroupWriteModel writes) {
        ReplicaGroup group = new ReplicaGroup(spec, context, measures, contents, memory, place, writes);
        groups.add(group);
        ledgers.add(writes.ledger());
        hosts.addAll(group.hosts());
        return group;
    }

    /**
     * Registers the metrics and the accounting that the groups share, once all groups are added.
     *
     * @param cores of each node
     */
    final void complete(int cores) {
        List<DatabaseNode> nodes =
                groups.stream().flatMap(group -> group.nodes().stream()).toList();
        LoadSkew.measure(context, hosts, RoleHistory.roles(nodes));
        AuditRegistry audit = context.audit();
        audit.ledger(this::result);
        CellRange run = context.grid().span(0, context.grid().end());
        audit.identity(
                ": writes applied twice = duplicates counted",
                () -> ledgers.stream()
                        .distinct()
                        .mapToLong(WriteLedger::duplicates)
                        .sum(),
                () -> measures.duplicateWrites.total(run));
        if (context.faults().resizesHosts()) {
            sizes = new NodeSizes(
                    context, cores, groups.stream().map(ReplicaGroup::nodes).toList());
        }
    }

    /** Gives each transaction a connection of its own, without a limit. */
    @Override
    public final Service connect(
            Host caller, CallTarget route, boolean transaction, Consumer<ConnectionPool> poolListener) {
        if (transaction) {
            poolListener.accept(connections.computeIfAbsent(
                    caller, host -> TransactionConnections.unlimited(context, host, commits(host))));
        }
        return connect(caller, route);
    }

    @Override
    public final boolean hasRoles() {
        return true;
    }

    @Override
    public final boolean holdsConnections() {
        return true;
    }

    @Override
    public final boolean hasTransactions() {
        return true;
    }

    /** Sends the commit to the first node with queries of the transaction. The other nodes end it at the same time. */
    @Override
    public final Service commits(Host caller) {
        groups.stream().flatMap(group -> group.nodes().stream()).forEach(this::keepTransactions);
        List<DatabaseNode> nodes =
                groups.stream().flatMap(group -> group.nodes().stream()).toList();
        CallTarget route = CallTarget.waiting(
                        Request.Operation.READ, Optional.of(context.topology().betweenTiers()))
                .internal("commit");
        Edge[] edges = context.client(caller, route)
                .edgesToAll(hosts, host -> nodes.get(hosts.indexOf(host)).transactions()::commit);
        List.of(edges).forEach(Edge::omitInstantCalls);
        return (request, reply) -> {
            for (int i = 0; i < edges.length; i++) {
                if (nodes.get(i).transactions().has(request.session())) {
                    edges[i].send(caller, request, reply);
                    return;
                }
            }
            reply.accept(request.session().isConnected() ? Outcome.OK : Outcome.FAILED, context.number());
        };
    }

    private void keepTransactions(DatabaseNode node) {
        if (node.transactions() == null) {
            node.keepTransactions(new OpenTransactions(context, node.host(), idleTimeout));
        }
    }

    /** Returns the metrics of the whole database. */
    final DatabaseMetrics measures() {
        return measures;
    }

    /** Creates the effects of the operations of a replica group on the numbers of its rows. */
    final RowLedger rowLedger() {
        return rows.ledger();
    }

    @Override
    public final Outcome check(RowOperation operation, Request request, long version) {
        return rows.check(operation, request, version);
    }

    /** Returns the groups in order of creation. */
    final List<ReplicaGroup> groups() {
        return groups;
    }

    @Override
    public final List<Host> hosts() {
        return hosts;
    }

    @Override
    public final void resize(int cores, ScalableTier.Deployment deployment) {
        sizes.scale(cores, deployment);
    }

    @Override
    public final void cancelResize(int cores, ScalableTier.Deployment deployment) {
        sizes.cancelScale(cores, deployment);
    }

    @Override
    public final void start() {
        groups.forEach(ReplicaGroup::start);
    }

    @Override
    public final void finish() {
        measures.complete(context.simulation().now());
    }

    /** Returns the totals of all writes. A ledger that several groups share is counted once. */
    private DataResult result() {
        DataResult all = DataResult.NONE;
        for (int i = 0; i < groups.size(); i++) {
            boolean first = ledgers.indexOf(ledgers.get(i)) == i;
            all = all.plus(groups.get(i).result(first ? ledgers.get(i) : emptyLedger()));
        }
        return all;
    }

    private WriteLedger emptyLedger() {
        return new WriteLedger(context.simulation(), new LossLog(), new Counter(context.grid()));
    }
}
