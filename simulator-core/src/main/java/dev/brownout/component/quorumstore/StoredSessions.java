package dev.brownout.component.quorumstore;

import dev.brownout.random.NumberedKeys;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * The sessions that a tier of servers keeps in a store whose nodes are not durable. A session is gone when no node that
 * keeps its key has it.
 */
final class StoredSessions {
    private final StoreCluster cluster;
    private final NumberedKeys keys;
    private final LongConsumer lost;
    private final BitSet gone = new BitSet();

    /**
     * All of them are there.
     *
     * @param lost receives how many are gone each time that some are; a negative number for those that come back
     */
    StoredSessions(StoreCluster cluster, NumberedKeys keys, LongConsumer lost) {
        this.cluster = cluster;
        this.keys = keys;
        this.lost = lost;
    }

    /** Looks for sessions that are gone since a node has forgotten its values. */
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

    /** Takes a session back from those that are gone: a copy of it was on its way to a node. */
    void stored(int key) {
        if (keys.holds(key) && gone.get(key - keys.first())) {
            gone.clear(key - keys.first());
            lost.accept(-1);
        }
    }

    /** Counts the sessions anew that no node has. */
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
