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
    private final BitSet lostSessions = new BitSet();

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
    void onDataLost() {
        int before = lostSessions.cardinality();
        for (int i = lostSessions.nextClearBit(0); i < keys.size(); i = lostSessions.nextClearBit(i + 1)) {
            if (!isPresent(keys.first() + i)) {
                lostSessions.set(i);
            }
        }
        if (lostSessions.cardinality() > before) {
            lost.accept(lostSessions.cardinality() - before);
        }
    }

    /** Restores a lost session when a copy of it arrives at a node. */
    void onStored(int key) {
        if (keys.contains(key) && lostSessions.get(key - keys.first())) {
            lostSessions.clear(key - keys.first());
            lost.accept(-1);
        }
    }

    /** Returns the number of sessions that no node has, by a full count. */
    long missing() {
        long missing = 0;
        for (int i = 0; i < keys.size(); i++) {
            missing += isPresent(keys.first() + i) ? 0 : 1;
        }
        return missing;
    }

    private boolean isPresent(int key) {
        for (int node : cluster.placement().of(key)) {
            if (cluster.nodes().get(node).read(key) != null) {
                return true;
            }
        }
        return false;
    }
}
