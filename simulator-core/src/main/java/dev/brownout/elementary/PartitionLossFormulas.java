package dev.brownout.elementary;

/**
 * Probability that nodes that are lost together have all copies of at least one partition (A. Cidon et al., "Copysets:
 * Reducing the Frequency of Data Loss in Cloud Storage", USENIX ATC 2013). Each set of lost nodes of one size is
 * equally probable. The placement is a random one too: the probability is a mean over all placements of the method.
 */
public final class PartitionLossFormulas {
    /** Mean number of lost copysets above which the alternating sum loses digits, and the loss is nearly certain. */
    private static final double MANY = 10;

    private PartitionLossFormulas() {}

    /**
     * Returns the probability that one partition is lost, C(f, r) / C(n, r).
     *
     * @param lost number of lost nodes, f
     * @param nodes number of nodes, n
     * @param copies number of copies on different nodes, r
     */
    public static double onePartition(int lost, int nodes, int copies) {
        return run(lost, nodes, copies, 0);
    }

    /** Returns the product of (f - i) / (n - i) for {@code copies} numbers i from {@code first} on. */
    private static double run(int lost, int nodes, int copies, int first) {
        double probability = 1;
        for (int i = first; i < first + copies; i++) {
            probability *= Math.max(0, lost - i) / (double) (nodes - i);
        }
        return probability;
    }

    /** Returns the probability that at least one of independent events occurs. */
    private static double probabilityOfAny(double each, double count) {
        return each >= 1 ? 1 : -ElementaryFunctions.expm1(count * ElementaryFunctions.log1p(-each));
    }

    /**
     * Returns the probability with random nodes for each partition. It is exact: given the lost nodes, partitions are
     * independent.
     */
    public static double random(int partitions, int lost, int nodes, int copies) {
        return probabilityOfAny(onePartition(lost, nodes, copies), partitions);
    }

    /**
     * Returns the probability with copysets. The copysets of one permutation are disjoint: the k-th factorial moment of
     * the number of lost ones is C(M, k) C(n - rk, f - rk) / C(n, f), and their alternating sum is the probability of
     * none. A copyset without a partition counts for nothing. It is exact if r divides n and if each copyset has
     * partitions; otherwise the last copyset of each permutation, or the use of copysets, counts as independent.
     *
     * @param permutations number of permutations of the nodes
     */
    public static double copysets(int partitions, int permutations, int lost, int nodes, int copies) {
        int disjoint = nodes / copies;
        int all = disjoint + (nodes % copies == 0 ? 0 : 1);
        double used = probabilityOfAny(1.0 / ((double) all * permutations), partitions);
        double each = used * onePartition(lost, nodes, copies);
        double loss = each * disjoint > MANY
                ? probabilityOfAny(each, disjoint)
                : disjointCopysets(used, disjoint, lost, nodes, copies);
        double perPermutation = all == disjoint ? loss : loss + (1 - loss) * each;
        return probabilityOfAny(perPermutation, permutations);
    }

    private static double disjointCopysets(double used, int copysets, int lost, int nodes, int copies) {
        double term = 1;
        double loss = 0;
        for (int k = 1; k <= copysets && copies * k <= lost; k++) {
            term *= -used * (copysets - k + 1) / k * run(lost, nodes, copies, copies * (k - 1));
            loss -= term;
        }
        return Math.min(1, Math.max(0, loss));
    }
}
