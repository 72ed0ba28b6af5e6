package dev.brownout.component.quorumstore;

import dev.brownout.hashing.Hashing;
import dev.brownout.host.Host;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Placement of the copies of each key on the nodes. A region gets a second copy only if every region with free nodes
 * has one.
 */
final class CopyPlacement {
    private final NodeRegions regions;
    private final int copies;
    private final NodeOrder order;

    CopyPlacement(List<Host> hosts, int copies, ReplicaPlacementSpec spec) {
        this(
                hosts.stream().map(Host::node).toList(),
                hosts.stream().map(host -> host.site().region()).toList(),
                copies,
                spec);
    }

    /**
     * Creates the placement on nodes with the given names.
     *
     * @param regionNames region of each node
     */
    CopyPlacement(List<String> names, List<String> regionNames, int copies, ReplicaPlacementSpec spec) {
        this.regions = new NodeRegions(regionNames);
        this.copies = copies;
        int nodes = names.size();
        HashPartitions partitions = new HashPartitions(nodes * spec.virtualNodes());
        this.order = switch (spec.method()) {
            case RING -> new RingNodeOrder(names, spec.virtualNodes());
            case RANDOM -> new RandomNodeOrder(nodes, partitions);
            case COPYSETS ->
                new CopysetNodeOrder(
                        nodes, partitions, CopysetPermutations.copysets(regions, copies, spec.permutations(copies)));
        };
    }

    /** Returns the number of partitions: keys of one partition have the same nodes. */
    int partitions() {
        return order.partitions();
    }

    /** Returns the nodes that keep a partition, in the order of the placement. */
    int[] ofPartition(int partition) {
        return nodesAt(order.hash(partition), copies);
    }

    /** Returns the nodes that keep a key, in the order of the placement. */
    int[] of(int key) {
        return firstOf(key, copies);
    }

    /** Returns the first {@code count} nodes from the key's position on, at most all nodes. */
    int[] firstOf(int key, int count) {
        return nodesAt(Hashing.hash(key), count);
    }

    /** Returns the first {@code count} nodes from the position of a hash on, at most all nodes. */
    int[] nodesAt(long hash, int count) {
        Choice choice = new Choice(Math.min(count, regions.nodes()));
        while (choice.count < choice.found.length) {
            choice.add(order.next(hash, choice.count, choice));
        }
        return choice.found;
    }

    /** Nodes selected so far for a key. As a predicate it accepts the nodes that may be next. */
    private final class Choice implements IntPredicate {
        private final int[] found;
        private final NodeRegions.CopyCount inRegions = regions.copies();
        private int count;

        Choice(int maxNodes) {
            found = new int[maxNodes];
        }

        @Override
        public boolean test(int node) {
            return inRegions.accepts(regions.of(node)) && isNew(node);
        }

        private boolean isNew(int node) {
            for (int i = 0; i < count; i++) {
                if (found[i] == node) {
                    return false;
                }
            }
            return true;
        }

        void add(int node) {
            inRegions.add(regions.of(node));
            found[count++] = node;
        }
    }
}
