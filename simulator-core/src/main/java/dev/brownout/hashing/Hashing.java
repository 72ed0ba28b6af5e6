package dev.brownout.hashing;

import dev.brownout.random.KeyedRandom;
import dev.brownout.spec.Doc;
import java.util.List;

/** Methods of distributing keys over nodes. */
public enum Hashing {
    @Doc("The hash modulo the number of nodes: most keys move when this number changes.")
    MODULO {
        @Override
        public Placement placementOf(List<String> nodes, int virtualNodes) {
            int size = nodes.size();
            return hash -> (int) Long.remainderUnsigned(hash, size);
        }
    },
    @Doc("A ring with virtual nodes, as in ketama: only keys of the added or removed arcs move.")
    RING {
        @Override
        public Placement placementOf(List<String> nodes, int virtualNodes) {
            return HashRing.of(nodes, virtualNodes);
        }
    },
    @Doc("The node with the highest weight for the key: as few keys move as with a ring, spread evenly.")
    RENDEZVOUS {
        @Override
        public Placement placementOf(List<String> nodes, int virtualNodes) {
            return new RendezvousHash(nodes);
        }
    },
    @Doc("Jump consistent hashing over numbered nodes: few keys move if only the last node is added or removed.")
    JUMP {
        @Override
        public Placement placementOf(List<String> nodes, int virtualNodes) {
            int size = nodes.size();
            return hash -> JumpHash.bucket(hash, size);
        }
    };

    /**
     * Creates a placement of keys on nodes.
     *
     * @param nodes names of the nodes, at least one, in order of their numbers
     * @param virtualNodes points of each node on a ring, at least 1; ignored by other methods
     */
    public abstract Placement placementOf(List<String> nodes, int virtualNodes);

    /** Returns the hash of a numeric key. */
    public static long hash(int key) {
        return KeyedRandom.mix(key);
    }

    /**
     * Rendezvous hashing, also called highest random weight (Thaler and Ravishankar 1998, "Using Name-Based Mappings to
     * Increase Hit Rates"): every node has a weight for every key, and the key belongs to the node with the highest.
     */
    private static final class RendezvousHash implements Placement {
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
}
