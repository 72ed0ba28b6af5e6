package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;

/**
 * Picks a random available host of the shard of a key: k of the n hosts, so that each of the C(n, k) combinations is
 * equally probable. The hosts with the k highest hashes of key and host form it (rendezvous hashing). A key of which
 * the hosts are all unavailable gets none (MacCarthaigh, "Workload isolation using shuffle-sharding", Amazon Builders'
 * Library).
 */
final class ShuffleSharding implements BalancingStrategy {
    private final KeyedRandom random;
    private final int machines;
    private final int size;
    private long placed;
    private long within;
    private long without;

    /**
     * Creates the assignment of keys to hosts.
     *
     * @param machines number of hosts
     * @param size hosts of a shard
     */
    ShuffleSharding(KeyedRandom random, int machines, int size) {
        this.random = random;
        this.machines = machines;
        this.size = Math.min(size, machines);
    }

    /**
     * Returns the numbers of the hosts of a key, ascending.
     *
     * @param hash hash of the key
     * @param machines number of hosts
     * @param size hosts of a shard, at most {@code machines}
     */
    static int[] shard(long hash, int machines, int size) {
        int[] best = new int[size];
        long[] ranks = new long[size];
        int filled = 0;
        for (int host = 0; host < machines; host++) {
            long rank = rank(hash, host);
            int index = filled;
            while (index > 0 && ranks[index - 1] < rank) {
                index--;
            }
            if (index < size) {
                filled = Math.min(size, filled + 1);
                System.arraycopy(ranks, index, ranks, index + 1, filled - index - 1);
                System.arraycopy(best, index, best, index + 1, filled - index - 1);
                ranks[index] = rank;
                best[index] = host;
            }
        }
        Arrays.sort(best);
        return best;
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        placed++;
        int[] shard = shard(hash, machines, size);
        int available = 0;
        for (int host : shard) {
            if (Arrays.binarySearch(candidates, 0, count, host) >= 0) {
                shard[available++] = host;
            }
        }
        if (available == 0) {
            without++;
            return -1;
        }
        int picked = shard[random.withIdentity(identity).nextInt(available)];
        within += Arrays.binarySearch(candidates, 0, count, picked) >= 0 && belongsTo(hash, picked) ? 1 : 0;
        return picked;
    }

    /** Returns whether a host is of the shard of a key: fewer hosts have a higher rank than a shard has hosts. */
    private boolean belongsTo(long hash, int host) {
        long rank = rank(hash, host);
        int higher = 0;
        for (int other = 0; other < machines; other++) {
            higher += rank(hash, other) > rank ? 1 : 0;
        }
        return higher < size;
    }

    private static long rank(long hash, int host) {
        return KeyedRandom.mix(hash + 0x9E3779B97F4A7C15L * (host + 1));
    }

    /** Returns the number of picks. */
    long pickCount() {
        return placed;
    }

    /**
     * Returns the number of picks of an available host of the shard, checked apart from the choice, and of those
     * without an available one.
     */
    long withinOrWithout() {
        return within + without;
    }
}
