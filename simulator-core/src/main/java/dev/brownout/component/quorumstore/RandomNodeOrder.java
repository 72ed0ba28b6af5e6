package dev.brownout.component.quorumstore;

import dev.brownout.random.KeyedRandom;
import java.util.function.IntPredicate;

/**
 * Independent random nodes for each partition, as in HDFS and RAMCloud: each combination of nodes is equally probable.
 * The numbers depend on the number of the partition alone.
 */
final class RandomNodeOrder implements NodeOrder {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long SEED = 0x5851F42D4C957F2DL;

    private final int nodes;
    private final HashPartitions partitions;

    RandomNodeOrder(int nodes, HashPartitions partitions) {
        this.nodes = nodes;
        this.partitions = partitions;
    }

    @Override
    public int next(long hash, int chosen, IntPredicate accepts) {
        long state = KeyedRandom.mix(SEED + partitions.of(hash) * GOLDEN) + chosen * SEED;
        while (true) {
            state += GOLDEN;
            int node = (int) Math.multiplyHigh(KeyedRandom.mix(state) >>> 1, (long) nodes << 1);
            if (accepts.test(node)) {
                return node;
            }
        }
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
