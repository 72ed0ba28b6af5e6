package dev.brownout.hashing;

import dev.brownout.random.KeyedRandom;
import dev.brownout.spec.Doc;
import java.util.List;

/** Methods of distributing keys over nodes. */
public enum Hashing {
    @Doc("The remainder of the hash divided by the number of nodes: most keys move when that number changes.")
    MODULO {
        @Override
        public Placement over(List<String> nodes, int virtualNodes) {
            int size = nodes.size();
            return hash -> (int) Long.remainderUnsigned(hash, size);
        }
    },
    @Doc("A ring with virtual nodes, as ketama: only the keys of the arcs that a node takes or leaves move.")
    RING {
        @Override
        public Placement over(List<String> nodes, int virtualNodes) {
            return HashRing.of(nodes, virtualNodes);
        }
    },
    @Doc("The node with the highest weight for the key: as few keys move as with a ring, spread evenly.")
    RENDEZVOUS {
        @Override
        public Placement over(List<String> nodes, int virtualNodes) {
            return new RendezvousHash(nodes);
        }
    },
    @Doc("Jump consistent hashing over numbered nodes: few keys move as long as the last node comes or goes.")
    JUMP {
        @Override
        public Placement over(List<String> nodes, int virtualNodes) {
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
    public abstract Placement over(List<String> nodes, int virtualNodes);

    /** Returns the hash of a numeric key. */
    public static long hash(int key) {
        return KeyedRandom.mix(key);
    }
}
