package dev.brownout.component.quorumstore;

import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.Hashing;
import dev.brownout.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Placement of the copies of each key on the nodes: the first nodes on the hash ring from the key's position on. A
 * region gets a second copy only if every region with free nodes has one.
 */
final class CopyPlacement {
    private final HashRing ring;
    private final int nodes;
    private final int copies;
    private final int[] regionOf;
    /** Number of nodes in each region. */
    private final int[] sizes;

    CopyPlacement(List<Host> hosts, int copies, int virtualNodes) {
        this(
                hosts.stream().map(Host::node).toList(),
                hosts.stream().map(host -> host.site().region()).toList(),
                copies,
                virtualNodes);
    }

    /**
     * Creates the placement on nodes with the given names.
     *
     * @param regions region of each node
     */
    CopyPlacement(List<String> names, List<String> regions, int copies, int virtualNodes) {
        this.ring = HashRing.of(names, virtualNodes);
        this.nodes = names.size();
        this.copies = copies;
        List<String> seen = new ArrayList<>();
        this.regionOf = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            String region = regions.get(i);
            if (!seen.contains(region)) {
                seen.add(region);
            }
            regionOf[i] = seen.indexOf(region);
        }
        this.sizes = new int[seen.size()];
        for (int region : regionOf) {
            sizes[region]++;
        }
    }

    /** Returns the nodes that keep a key, in ring order. */
    int[] of(int key) {
        return firstOf(key, copies);
    }

    /** Returns the first {@code count} nodes from the key's position on, at most all nodes. */
    int[] firstOf(int key, int count) {
        return nodesAt(Hashing.hash(key), count);
    }

    /** Returns the first {@code count} nodes from the position of a hash on, at most all nodes. */
    int[] nodesAt(long hash, int count) {
        Choice choice = new Choice(Math.min(count, nodes));
        while (choice.count < choice.found.length) {
            choice.add(ring.nodeOf(hash, choice));
        }
        return choice.found;
    }

    /** Nodes selected so far for a key. As a predicate it accepts the nodes that may be next. */
    private final class Choice implements IntPredicate {
        private final int[] found;
        /** Number of selected nodes in each region. */
        private final int[] takenByRegion = new int[sizes.length];

        private int count;
        private int fewest;

        Choice(int maxNodes) {
            found = new int[maxNodes];
        }

        @Override
        public boolean test(int node) {
            return takenByRegion[regionOf[node]] == fewest && isNew(node);
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
            takenByRegion[regionOf[node]]++;
            found[count++] = node;
            fewest = fewest();
        }

        /** Returns the smallest number of copies among the regions with free nodes. */
        private int fewest() {
            int smallest = Integer.MAX_VALUE;
            for (int region = 0; region < sizes.length; region++) {
                smallest = takenByRegion[region] < sizes[region] ? Math.min(smallest, takenByRegion[region]) : smallest;
            }
            return smallest;
        }
    }
}
