package dev.brownout.component.quorumstore;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Copyset Replication (Cidon et al., "Copysets: Reducing the Frequency of Data Loss in Cloud Storage", USENIX ATC
 * 2013). P random permutations of the nodes are cut into groups of R nodes, the copysets. A partition chooses a random
 * first node, and a random one of the copysets with this node: its nodes have all copies.
 *
 * <p>The paper does not define the use of the last nodes of a permutation if R does not divide their number: here the
 * last group is filled up with the first nodes of its permutation. With several regions each group takes the next node
 * of the permutation in a region with the fewest copies, so that the copies are spread over the regions.
 */
final class CopysetNodeOrder implements NodeOrder {
    private static final long SEED = 0x369DEA0F31A53F85L;

    private final HashPartitions partitions;
    private final RandomNodeOrder others;
    private final int[][] copysets;
    /** Numbers of the copysets with each node. */
    private final int[][] ofNode;

    /**
     * Creates the order of nodes.
     *
     * @param copysets nodes of each copyset; each node is in at least one
     */
    CopysetNodeOrder(int nodes, HashPartitions partitions, int[][] copysets) {
        this.partitions = partitions;
        this.others = new RandomNodeOrder(nodes, partitions);
        this.copysets = copysets;
        int[] counts = new int[nodes];
        for (int[] copyset : copysets) {
            for (int node : copyset) {
                counts[node]++;
            }
        }
        this.ofNode = new int[nodes][];
        Arrays.setAll(ofNode, node -> new int[counts[node]]);
        for (int number = copysets.length - 1; number >= 0; number--) {
            for (int node : copysets[number]) {
                ofNode[node][--counts[node]] = number;
            }
        }
    }

    /** Returns the first accepted node of the copyset; a random node if none is accepted. */
    @Override
    public int next(long hash, int chosen, IntPredicate accepts) {
        KeyedRandom random = new KeyedRandom(SEED).withIdentity(partitions.of(hash));
        int first = random.nextInt(ofNode.length);
        if (chosen == 0 && accepts.test(first)) {
            return first;
        }
        for (int node : copysets[ofNode[first][random.nextInt(ofNode[first].length)]]) {
            if (accepts.test(node)) {
                return node;
            }
        }
        return others.next(hash, chosen, accepts);
    }

    @Override
    public int partitions() {
        return partitions.count();
    }

    @Override
    public long hash(int partition) {
        return partitions.hash(partition);
    }
}
