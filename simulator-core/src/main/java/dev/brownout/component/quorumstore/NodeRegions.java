package dev.brownout.component.quorumstore;

import java.util.ArrayList;
import java.util.List;

/**
 * Regions of the nodes of a store. A region gets a second copy of a key only if every region with free nodes has one.
 */
final class NodeRegions {
    private final int[] regionOf;
    /** Number of nodes in each region. */
    private final int[] sizes;

    /**
     * Numbers the regions.
     *
     * @param regions region of each node
     */
    NodeRegions(List<String> regions) {
        List<String> seen = new ArrayList<>();
        this.regionOf = new int[regions.size()];
        for (int i = 0; i < regionOf.length; i++) {
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

    /** Returns the number of nodes. */
    int nodes() {
        return regionOf.length;
    }

    /** Returns the number of nodes in a region. */
    int size(int region) {
        return sizes[region];
    }

    /** Returns the number of the region of a node. */
    int of(int node) {
        return regionOf[node];
    }

    /** Returns a count of copies without any. */
    CopyCount copies() {
        return new CopyCount();
    }

    /** Number of copies of one key in each region. */
    final class CopyCount {
        private final int[] counts = new int[sizes.length];
        private int fewest;

        /** Returns whether a region may get the next copy. */
        boolean accepts(int region) {
            return counts[region] == fewest && counts[region] < sizes[region];
        }

        /** Adds a copy in a region. */
        void add(int region) {
            counts[region]++;
            fewest = Integer.MAX_VALUE;
            for (int other = 0; other < sizes.length; other++) {
                fewest = counts[other] < sizes[other] ? Math.min(fewest, counts[other]) : fewest;
            }
        }
    }
}
