package dev.brownout.component.quorumstore;

import dev.brownout.random.NumberedKeys;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * Sessions that a tier of servers keeps in a store without durable nodes. A session is lost when none of the nodes
 * responsible for its key has it.
 */
final class StoredSessions {
    private final StoreCluster cluster;
    private final NumberedKeys keys;
    private final LongConsumer lost;
    private final BitSet gone = new BitSet();

    /**
     * Creates the record of a store in which all sessions are present.
     *
     * @param lost receives the number of lost sessions each time that some are lost; negative for sessions that come
     *     back
     */
    StoredSessions(StoreCluster cluster, NumberedKeys keys, LongConsumer lost) {
        this.cluster = cluster;
        this.keys = keys;
        this.lost = lost;
    }

    /** Detects the sessions that are lost because a node has lost its values. */
    void forgotten() {
        int before = gone.cardinality();
        for (int i = gone.nextClearBit(0); i < keys.size(); i = gone.nextClearBit(i + 1)) {
            if (!kept(keys.first() + i)) {
                gone.set(i);
            }
        }
        if (gone.cardinality() > before) {
            lost.accept(gone.cardinality() - before);
        }
    }

    /** Restores a lost session when a copy of it arrives at a node. */
    void stored(int key) {
        if (keys.holds(key) && gone.get(key - keys.first())) {
            gone.clear(key - keys.first());
            lost.accept(-1);
        }
    }

    /** Returns the number of sessions that no node has, by a full count. */
    long missing() {
        long missing = 0;
        for (int i = 0; i < keys.size(); i++) {
            missing += kept(keys.first() + i) ? 0 : 1;
        }
        return missing;
    }

    private boolean kept(int key) {
        for (int node : cluster.placement().of(key)) {
            if (cluster.nodes().get(node).read(key) != null) {
                return true;
            }
        }
        return false;
    }
}
