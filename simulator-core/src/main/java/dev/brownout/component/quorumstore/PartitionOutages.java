package dev.brownout.component.quorumstore;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.spi.ComponentContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Partitions of a store without a node that responds, and partitions that lost their data. The table of partitions is
 * created with the first failure.
 */
final class PartitionOutages {
    private final ComponentContext context;
    private final CopyPlacement placement;
    private final List<Host> hosts;
    private final boolean durable;
    private final PlacementMetrics measures;
    /** Partitions with a copy on each node; {@code null} before the first failure. */
    private int[][] partitionsOf;
    /** Number of nodes of each partition that respond. */
    private int[] responding;
    /** Number of nodes of each partition that have not lost their data. */
    private int[] complete;

    /** State of one node. */
    private final class NodeState implements Host.Resident {
        private final int node;
        private boolean responds = true;
        private boolean emptied;

        NodeState(int node) {
            this.node = node;
        }

        @Override
        public void stateChanged() {
            boolean isUp = hosts.get(node).isUp();
            if (isUp != responds) {
                responds = isUp;
                change(node, isUp ? 1 : -1);
            }
        }

        @Override
        public void onCrash() {
            if (!durable && !emptied) {
                emptied = true;
                lose(node);
            }
        }
    }

    /** Starts to observe the nodes, and registers the audit checks. */
    PartitionOutages(ComponentContext context, CopyPlacement placement, List<Host> hosts, boolean durable) {
        this.context = context;
        this.placement = placement;
        this.hosts = hosts;
        this.durable = durable;
        this.measures = context.metrics().instruments(PlacementMetrics.class);
        for (int node = 0; node < hosts.size(); node++) {
            hosts.get(node).attach(new NodeState(node));
        }
        CellRange run = context.grid().span(0, context.grid().end());
        context.audit()
                .identity(
                        ": unavailable partitions = partitions without a node that responds",
                        () -> measures.unavailablePartitions().value(),
                        () -> count(node -> !hosts.get(node).isUp()));
        context.audit()
                .identity(
                        ": lost partitions = partitions of which the processes of all nodes have ended",
                        () -> measures.lostPartitions().total(run),
                        () -> durable ? 0 : count(node -> hosts.get(node).incarnation() > 0));
    }

    /** Returns the number of partitions of which all nodes pass a test. */
    private long count(IntPredicate test) {
        boolean[] passes = new boolean[hosts.size()];
        boolean any = false;
        for (int node = 0; node < passes.length; node++) {
            passes[node] = test.test(node);
            any |= passes[node];
        }
        long count = 0;
        for (int partition = 0; any && partition < placement.partitions(); partition++) {
            count += Arrays.stream(placement.ofPartition(partition)).allMatch(node -> passes[node]) ? 1 : 0;
        }
        return count;
    }

    private void change(int node, int factor) {
        createTable();
        int unavailable = 0;
        for (int partition : partitionsOf[node]) {
            responding[partition] += factor;
            boolean changed = responding[partition] == (factor < 0 ? 0 : 1);
            unavailable += changed ? -factor : 0;
        }
        measures.unavailablePartitions().add(context.simulation().now(), unavailable);
    }

    private void lose(int node) {
        createTable();
        for (int partition : partitionsOf[node]) {
            complete[partition]--;
            if (complete[partition] == 0) {
                measures.lostPartitions().add(context.simulation().now());
            }
        }
    }

    private void createTable() {
        if (partitionsOf != null) {
            return;
        }
        int partitions = placement.partitions();
        int[] counts = new int[hosts.size()];
        for (int partition = 0; partition < partitions; partition++) {
            for (int node : placement.ofPartition(partition)) {
                counts[node]++;
            }
        }
        partitionsOf = new int[hosts.size()][];
        Arrays.setAll(partitionsOf, node -> new int[counts[node]]);
        responding = new int[partitions];
        complete = new int[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            int[] nodes = placement.ofPartition(partition);
            responding[partition] = nodes.length;
            complete[partition] = nodes.length;
            for (int node : nodes) {
                partitionsOf[node][--counts[node]] = partition;
            }
        }
    }
}
