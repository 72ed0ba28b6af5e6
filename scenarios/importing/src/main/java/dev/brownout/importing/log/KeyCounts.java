package dev.brownout.importing.log;

import java.util.Arrays;

/**
 * How often each of many keys was asked for, in bounded memory. Keys are told apart by 64 bits of a hash, and what a
 * key was is nowhere kept.
 *
 * <p>All are counted as long as there is room. When there is none left, half of them go, by a bit of their hash, but
 * not those that were asked for most; so what stays is an even share of all keys, exactly counted, and the head
 * (spatially hashed sampling; Waldspurger et al., "Efficient MRC Construction with SHARDS", FAST 2015).
 */
final class KeyCounts {
    /** The most keys that are counted. */
    static final int MOST = 1 << 16;

    private static final int HEAD = 1024;

    /** The most keys whose ranks are told: a list of more would be larger than all else that is kept of a log. */
    private static final int MOST_RANKED = 1 << 22;

    private long[] keys = new long[64];
    private int[] counts = new int[64];
    private boolean[] head = new boolean[64];
    private int size;
    private int halvings;
    private boolean untold;

    /** Counts a key so many times. */
    void add(long key, long times) {
        long known = key == 0 ? 1 : key;
        int at = find(known);
        if (keys[at] == 0) {
            if (!sampled(known)) {
                return;
            }
            if (size == MOST) {
                halve();
                add(key, times);
                return;
            }
            keys[at] = known;
            size++;
        }
        counts[at] = (int) Math.min(Integer.MAX_VALUE, counts[at] + times);
        if (size * 2L > keys.length) {
            rebuild(keys.length * 2);
        }
    }

    /** Counts all keys of another one, each as a part of a longer key of which this is the other part. */
    void addAll(KeyCounts other, long part) {
        untold |= !other.complete();
        for (int i = 0; i < other.keys.length; i++) {
            if (other.counts[i] > 0) {
                add(other.keys[i] + part, other.counts[i]);
            }
        }
    }

    private boolean sampled(long key) {
        return Long.numberOfTrailingZeros(mixed(key)) >= halvings;
    }

    private void halve() {
        int[] ordered = counts.clone();
        Arrays.sort(ordered);
        int most = ordered[ordered.length - HEAD];
        for (int i = 0; i < keys.length; i++) {
            head[i] |= counts[i] > most;
        }
        while (size == MOST) {
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
            if (oldKeys[i] != 0 && (oldHead[i] || sampled(oldKeys[i]))) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
                head[at] = oldHead[i];
                size++;
            }
        }
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int at = (int) (mixed(key) >>> 32) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** The 64 bits that MurmurHash3 ends with: each bit of the key decides on each of them. */
    static long mixed(long key) {
        long h = (key ^ key >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    /** Whether all keys were counted. */
    boolean complete() {
        return halvings == 0 && !untold;
    }

    /** Whether it is known how often keys were asked for, be it by a share of them, and there are not too many. */
    boolean known() {
        return !untold && (long) size * oneOf() <= MOST_RANKED;
    }

    /** One of how many keys was counted, besides those that were asked for most. */
    int oneOf() {
        return 1 << halvings;
    }

    /**
     * How often each key was asked for, the most often first. Where only a share of the keys was counted, each of them
     * stands for as many as it was chosen from.
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
