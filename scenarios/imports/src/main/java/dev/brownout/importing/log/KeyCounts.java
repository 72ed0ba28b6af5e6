package dev.brownout.importing.log;

import java.util.Arrays;

/**
 * Number of requests per key, in bounded memory. Keys are identified by a 64-bit hash. The key itself is not stored.
 *
 * <p>All keys are counted while there is space. When the table is full, half of the keys are removed, selected by a bit
 * of their hash, except for the most frequent ones. The remaining keys are a uniform sample of all keys, counted
 * exactly, plus the most frequent keys (spatially hashed sampling; Waldspurger et al., "Efficient MRC Construction with
 * SHARDS", FAST 2015).
 */
final class KeyCounts {
    /** Maximum number of keys that are counted, unless a smaller one is given. */
    static final int MAXIMUM = 1 << 16;

    private static final int HEAD = 1024;

    /**
     * Maximum number of keys that are ranked. A longer list would be larger than the rest of the data kept of a log.
     */
    private static final int MOST_RANKED = 1 << 22;

    private final int maximum;
    private long[] keys = new long[64];
    private int[] counts = new int[64];
    private boolean[] head = new boolean[64];
    private int size;
    private int halvings;
    private boolean isUnknown;

    /** Creates counts of at most {@link #MAXIMUM} keys. */
    KeyCounts() {
        this(MAXIMUM);
    }

    /** Creates counts of at most the given number of keys, which is a power of two and at least 2,048. */
    KeyCounts(int most) {
        this.maximum = most;
    }

    /** Adds a number of requests for a key. */
    void add(long key, long times) {
        long known = key == 0 ? 1 : key;
        int index = find(known);
        if (keys[index] == 0) {
            if (!isSampled(known)) {
                return;
            }
            if (size == maximum) {
                halve();
                add(key, times);
                return;
            }
            keys[index] = known;
            size++;
        }
        counts[index] = (int) Math.min(Integer.MAX_VALUE, counts[index] + times);
        if (size * 2L > keys.length) {
            rebuild(keys.length * 2);
        }
    }

    /**
     * Adds all counts of another instance. Each of its keys becomes a longer key with {@code part} as its other part.
     */
    void addAll(KeyCounts other, long part) {
        isUnknown |= !other.complete();
        for (int i = 0; i < other.keys.length; i++) {
            if (other.counts[i] > 0) {
                add(other.keys[i] + part, other.counts[i]);
            }
        }
    }

    private boolean isSampled(long key) {
        return Long.numberOfTrailingZeros(mixed(key)) >= halvings;
    }

    private void halve() {
        int[] ordered = counts.clone();
        Arrays.sort(ordered);
        int least = ordered[ordered.length - HEAD];
        for (int i = 0; i < keys.length; i++) {
            head[i] |= counts[i] > least;
        }
        while (size == maximum) {
            halvings++;
            rebuild(keys.length);
        }
    }

    private void rebuild(int length) {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        boolean[] oldHead = head;
        keys = new long[length];
        counts = new int[length];
        head = new boolean[length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0 && (oldHead[i] || isSampled(oldKeys[i]))) {
                int index = find(oldKeys[i]);
                keys[index] = oldKeys[i];
                counts[index] = oldCounts[i];
                head[index] = oldHead[i];
                size++;
            }
        }
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int index = (int) (mixed(key) >>> 32) & mask;
        while (keys[index] != 0 && keys[index] != key) {
            index = index + 1 & mask;
        }
        return index;
    }

    /** Returns the 64-bit finalizer of MurmurHash3. Each bit of the key affects every bit of the hash. */
    static long mixed(long key) {
        long h = (key ^ key >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    /** Returns whether all keys were counted. */
    boolean complete() {
        return halvings == 0 && !isUnknown;
    }

    /**
     * Returns whether the keys can be ranked, possibly from a sample. This is false if a merged instance was incomplete
     * or there are too many keys.
     */
    boolean isKnown() {
        return !isUnknown && (long) size * oneOf() <= MOST_RANKED;
    }

    /** Returns the sampling factor n: one of n keys was counted, in addition to the most frequent keys. */
    int oneOf() {
        return 1 << halvings;
    }

    /**
     * Returns the number of requests per key, in descending order. If only a sample of the keys was counted, each
     * sampled key is repeated by the sampling factor.
     */
    long[] ranked() {
        long[] all = new long[size * oneOf()];
        int written = 0;
        for (int i = 0; i < keys.length; i++) {
            int copies = keys[i] == 0 ? 0 : head[i] ? 1 : oneOf();
            for (int copy = 0; copy < copies; copy++) {
                all[written++] = -counts[i];
            }
        }
        long[] ranked = Arrays.copyOf(all, written);
        Arrays.sort(ranked);
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = -ranked[i];
        }
        return ranked;
    }
}
