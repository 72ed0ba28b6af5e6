package dev.brownout.component.quorumstore;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Random permutations of nodes, cut into copysets. */
final class CopysetPermutations {
    private static final long SEED = 0x2545F4914F6CDD1DL;

    private CopysetPermutations() {}

    /**
     * Returns the copysets of several permutations. Each permutation has every node in one copyset, and in a second one
     * if the last copyset is filled up with the first nodes of the permutation.
     *
     * @param regions regions of the nodes
     * @param copies nodes of a copyset, at most all nodes
     * @param permutations number of permutations
     */
    static int[][] copysets(NodeRegions regions, int copies, int permutations) {
        List<int[]> copysets = new ArrayList<>();
        for (int number = 0; number < permutations; number++) {
            new Cut(regions, order(regions.nodes(), number)).addTo(copysets, copies);
        }
        return copysets.toArray(new int[0][]);
    }

    /** Returns a random permutation of the numbers below {@code size}, by the shuffle of Fisher and Yates. */
    private static int[] order(int size, int number) {
        int[] order = new int[size];
        Arrays.setAll(order, node -> node);
        KeyedRandom random = new KeyedRandom(SEED).withIdentity(number);
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int node = order[last];
            order[last] = order[other];
            order[other] = node;
        }
        return order;
    }

    /** State of a permutation: the nodes of each region in its order, and the number of nodes taken of each region. */
    private static final class Cut {
        private final NodeRegions regions;
        private final List<int[]> queues = new ArrayList<>();
        /** Position of each node in the permutation. */
        private final int[] rank;

        private final int[] used;

        Cut(NodeRegions regions, int[] order) {
            this.regions = regions;
            this.rank = new int[order.length];
            int[] filled = new int[order.length];
            for (int position = 0; position < order.length; position++) {
                int region = regions.of(order[position]);
                while (queues.size() <= region) {
                    queues.add(new int[regions.size(queues.size())]);
                }
                queues.get(region)[filled[region]++] = order[position];
                rank[order[position]] = position;
            }
            this.used = new int[queues.size()];
        }

        void addTo(List<int[]> copysets, int copies) {
            while (hasUnused()) {
                NodeRegions.CopyCount count = regions.copies();
                int[] copyset = new int[copies];
                for (int i = 0; i < copies; i++) {
                    int region = nextRegion(count);
                    copyset[i] = nextNode(region);
                    used[region]++;
                    count.add(region);
                }
                copysets.add(copyset);
            }
        }

        private boolean hasUnused() {
            for (int region = 0; region < used.length; region++) {
                if (used[region] < regions.size(region)) {
                    return true;
                }
            }
            return false;
        }

        private int nextNode(int region) {
            return queues.get(region)[used[region] % regions.size(region)];
        }

        /** Returns the accepted region of which the next node is the first one that has been taken least often. */
        private int nextRegion(NodeRegions.CopyCount count) {
            int best = -1;
            for (int region = 0; region < used.length; region++) {
                if (count.accepts(region) && (best < 0 || isBefore(region, best))) {
                    best = region;
                }
            }
            return best;
        }

        private boolean isBefore(int region, int other) {
            int round = used[region] / regions.size(region);
            int otherRound = used[other] / regions.size(other);
            return round < otherRound || round == otherRound && rank[nextNode(region)] < rank[nextNode(other)];
        }
    }
}
