package dev.brownout.hashing;

import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * Rendezvous hashing, also called highest random weight (Thaler and Ravishankar 1998, "Using Name-Based Mappings to
 * Increase Hit Rates"): every node has a weight for every key, and the key belongs to the node with the highest.
 */
final class RendezvousHash implements Placement {
    private final long[] seeds;

    RendezvousHash(List<String> nodes) {
        Md5 md5 = new Md5();
        seeds = nodes.stream().mapToLong(name -> md5.of(name).getLong()).toArray();
    }

    @Override
    public int nodeOf(long hash) {
        int best = 0;
        long highest = KeyedRandom.mix(seeds[0] ^ hash);
        for (int node = 1; node < seeds.length; node++) {
            long weight = KeyedRandom.mix(seeds[node] ^ hash);
            if (weight > highest) {
                highest = weight;
                best = node;
            }
        }
        return best;
    }
}
