package dev.brownout.component.quorumstore;

import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.Hashing;
import dev.brownout.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which nodes keep the copies of a key: the first on the ring from the key's place on, of each region before a second
 * one of it.
 */
final class CopyPlacement {
    private final HashRing ring;
    private final int nodes;
    private final int copies;
    private final int[] regionOf;
    /** Nodes of each region. */
    private final int[] sizes;

    CopyPlacement(List<Host> hosts, int copies, int virtualNodes) {
        this(
                hosts.stream().map(Host::node).toList(),
                hosts.stream().map(host -> host.site().region()).toList(),
                copies,
                virtualNodes);
    }

    /**
     * Of nodes by their names.
     *
     * @param regions where each of them stands
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

    /** The nodes that keep a key, in their order on the ring. */
    int[] of(int key) {
        return firstOf(key, copies);
    }

    /** So many nodes from the key's place on, at most all. */
    int[] firstOf(int key, int many) {
        return nodesAt(Hashing.hash(key), many);
    }

    /** The same from the place of a hash on. */
    int[] nodesAt(long hash, int many) {
        Choice choice = new Choice(Math.min(many, nodes));
        while (choice.many < choice.found.length) {
            choice.add(ring.nodeOf(hash, choice));
        }
        return choice.found;
    }

    /** The nodes of a key as far as they are known, and which can be the next. */
    private final class Choice implements IntPredicate {
        private final int[] found;
        /** Of each region. */
        private final int[] taken = new int[sizes.length];

        private int many;
        private int fewest;

        Choice(int most) {
            found = new int[most];
        }

        @Override
        public boolean test(int node) {
            return taken[regionOf[node]] == fewest && isNew(node);
        }

        private boolean isNew(int node) {
            for (int i = 0; i < many; i++) {
                if (found[i] == node) {
                    return false;
                }
            }
            return true;
        }

        void add(int node) {
            taken[regionOf[node]]++;
            found[many++] = node;
            fewest = fewest();
        }

        /** The least number of copies in a region that has room for another. */
        private int fewest() {
            int least = Integer.MAX_VALUE;
            for (int region = 0; region < sizes.length; region++) {
                least = taken[region] < sizes[region] ? Math.min(least, taken[region]) : least;
            }
            return least;
        }
    }
}
