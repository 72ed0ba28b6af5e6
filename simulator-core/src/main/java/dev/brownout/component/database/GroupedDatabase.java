package dev.brownout.component.database;

import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.NodeSizes;
import dev.brownout.component.database.node.RoleHistory;
import dev.brownout.component.database.storage.BufferPool;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LossLog;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScalableTier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A database of one group of nodes or several: what is the same however keys and users are spread over them. */
abstract class GroupedDatabase implements ScalableTier.Resizable {
    private final ComponentContext context;
    private final DatabaseMetrics measures;
    private final List<ReplicaGroup> groups = new ArrayList<>();
    private final List<WriteLedger> ledgers = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    /** {@code null} where they keep their size. */
    private NodeSizes sizes;

    /** Without groups yet. */
    GroupedDatabase(ComponentContext context) {
        this.context = context;
        this.measures = new DatabaseMetrics(context);
    }

    /**
     * One more group.
     *
     * @param contents what its nodes have room for; {@code null} for no limit
     * @param memory of its nodes; {@code null} where all is in memory
     * @param writes what is known of its writes, by itself or by several groups together
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
     * All groups are there: what they have in common is measured and settled from now on.
     *
     * @param cores of each node
     */
    final void complete(int cores) {
        List<DatabaseNode> nodes =
                groups.stream().flatMap(group -> group.nodes().stream()).toList();
        LoadSkew.measure(context, hosts, RoleHistory.of(nodes));
        context.ledger(this::settle);
        CellRange run = context.grid().span(0, context.grid().end());
        context.identity(
                ": writes applied twice = those counted",
                () -> ledgers.stream()
                        .distinct()
                        .mapToLong(WriteLedger::duplicates)
                        .sum(),
                () -> measures.duplicateWrites.total(run));
        if (context.resized()) {
            sizes = new NodeSizes(
                    context, cores, groups.stream().map(ReplicaGroup::nodes).toList());
        }
    }

    /** Returns the measures of the whole database. */
    final DatabaseMetrics measures() {
        return measures;
    }

    /** The groups in their order. */
    final List<ReplicaGroup> groups() {
        return groups;
    }

    @Override
    public final boolean hasRoles() {
        return true;
    }

    @Override
    public final List<Host> hosts() {
        return hosts;
    }

    @Override
    public final void resize(int cores, ScalableTier.Deployment how) {
        sizes.scale(cores, how);
    }

    @Override
    public final void cancelResize(int cores, ScalableTier.Deployment how) {
        sizes.cancelScale(cores, how);
    }

    @Override
    public final void start() {
        groups.forEach(ReplicaGroup::start);
    }

    @Override
    public final void finish() {
        measures.settle(context.simulation().now());
    }

    /** What has become of all writes: of those that several groups know together once. */
    private DataResult settle() {
        DataResult all = DataResult.NONE;
        for (int i = 0; i < groups.size(); i++) {
            boolean first = ledgers.indexOf(ledgers.get(i)) == i;
            all = all.plus(groups.get(i).settle(first ? ledgers.get(i) : none()));
        }
        return all;
    }

    private WriteLedger none() {
        return new WriteLedger(context.simulation(), new LossLog(), new Counter(context.grid()));
    }
}
