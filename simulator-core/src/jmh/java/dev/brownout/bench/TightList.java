package dev.brownout.bench;

import java.util.Arrays;

/**
 * Event list of the tight loops: a ladder queue like {@link dev.brownout.eventlist.LadderQueue}, in one class, with a
 * number for each event, and without the provisions for many events that are due at the same instant.
 */
final class TightList {
    private static final int NONE = -1;
    private static final int FEW = 48;
    private static final int MANY = 4 * FEW;
    private static final int RUNGS = 8;

    private long[] at = new long[64];
    private long[] order = new long[64];
    private int[] next = new int[64];
    private int[] description = new int[64];
    private int free = NONE;
    private int used;
    private int size;
    private int[] sorted = new int[256];
    private int near;
    private int far = NONE;
    private int farCount;
    private long farFrom;
    private long farLeast = Long.MAX_VALUE;
    private long farMost;
    private final int[][] buckets = new int[RUNGS][0];
    private final int[][] counts = new int[RUNGS][0];
    private final long[] from = new long[RUNGS];
    private final int[] shift = new int[RUNGS];
    private final int[] bucket = new int[RUNGS];
    private final int[] left = new int[RUNGS];
    private final long[] current = new long[RUNGS];
    private int rungs;

    /** Sequence number of the next event, which orders events of the same instant, here and in lanes. */
    long sequence;
    /** Time of the event that was removed last. */
    long now;

    void push(long due, int number) {
        int slot = free;
        if (slot == NONE) {
            slot = newSlot();
        } else {
            free = next[slot];
        }
        at[slot] = due;
        order[slot] = sequence++;
        description[slot] = number;
        size++;
        if (due >= farFrom) {
            pushFar(due, slot);
            return;
        }
        for (int rung = 0; rung < rungs; rung++) {
            if (due >= current[rung]) {
                put(rung, slot);
                return;
            }
        }
        insert(slot);
        if (near > MANY && rungs < RUNGS && due > at[sorted[near - 1]]) {
            spill();
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the time of the first event, or {@code Long.MAX_VALUE} if there is none. */
    long peekAt() {
        if (near == 0) {
            if (size == 0) {
                return Long.MAX_VALUE;
            }
            fill();
        }
        return at[sorted[near - 1]];
    }

    /** Returns the sequence number of the first event. The list must not be empty. */
    long peekOrder() {
        return order[sorted[near - 1]];
    }

    /** Removes the first event and returns its number. The list must not be empty. */
    int pop() {
        if (near == 0) {
            fill();
        }
        int slot = sorted[--near];
        now = at[slot];
        next[slot] = free;
        free = slot;
        size--;
        return description[slot];
    }

    private void pushFar(long due, int slot) {
        if (farCount == 0 && rungs == 0 && near < FEW) {
            farFrom = due + 1;
            insert(slot);
            return;
        }
        next[slot] = far;
        far = slot;
        farCount++;
        farLeast = Math.min(farLeast, due);
        farMost = Math.max(farMost, due);
    }

    private void insert(int slot) {
        if (near == sorted.length) {
            sorted = Arrays.copyOf(sorted, 2 * near);
        }
        int i = near++;
        while (i > 0 && precedes(sorted[i - 1], slot)) {
            sorted[i] = sorted[i - 1];
            i--;
        }
        sorted[i] = slot;
    }

    private boolean precedes(int a, int b) {
        return at[a] < at[b] || at[a] == at[b] && order[a] < order[b];
    }

    private void put(int rung, int slot) {
        int i = (int) (at[slot] - from[rung] >>> shift[rung]);
        next[slot] = buckets[rung][i];
        buckets[rung][i] = slot;
        counts[rung][i]++;
        left[rung]++;
    }

    private void spread(int first) {
        for (int slot = first; slot != NONE; ) {
            int following = next[slot];
            put(rungs - 1, slot);
            slot = following;
        }
    }

    private void newRung(long begin, long end, int events) {
        int rung = rungs++;
        long last = end - 1 - begin;
        shift[rung] = Long.SIZE - Long.numberOfLeadingZeros(last / events);
        int count = (int) (last >>> shift[rung]) + 1;
        if (buckets[rung].length < count) {
            buckets[rung] = new int[Math.max(64, 2 * count)];
            counts[rung] = new int[Math.max(64, 2 * count)];
        }
        Arrays.fill(buckets[rung], 0, count, NONE);
        Arrays.fill(counts[rung], 0, count, 0);
        from[rung] = begin;
        current[rung] = begin;
        bucket[rung] = 0;
        left[rung] = 0;
    }

    private void spill() {
        newRung(at[sorted[near - 1]], rungs > 0 ? current[rungs - 1] : farFrom, near);
        while (near > 0) {
            put(rungs - 1, sorted[--near]);
        }
    }

    private void fill() {
        while (true) {
            while (rungs > 0 && left[rungs - 1] == 0) {
                rungs--;
            }
            if (rungs == 0) {
                newRung(farLeast, farMost + 1, farCount);
                spread(far);
                farFrom = farMost + 1;
                far = NONE;
                farCount = 0;
                farLeast = Long.MAX_VALUE;
                farMost = 0;
            }
            int rung = rungs - 1;
            int i = bucket[rung];
            while (buckets[rung][i] == NONE) {
                i++;
            }
            int first = buckets[rung][i];
            int count = counts[rung][i];
            left[rung] -= count;
            bucket[rung] = i + 1;
            current[rung] = from[rung] + ((long) (i + 1) << shift[rung]);
            if (count <= FEW || shift[rung] == 0 || rungs == RUNGS) {
                for (int slot = first; slot != NONE; slot = next[slot]) {
                    insert(slot);
                }
                return;
            }
            newRung(current[rung] - (1L << shift[rung]), current[rung], count);
            spread(first);
        }
    }

    private int newSlot() {
        if (used == at.length) {
            at = Arrays.copyOf(at, 2 * used);
            order = Arrays.copyOf(order, 2 * used);
            next = Arrays.copyOf(next, 2 * used);
            description = Arrays.copyOf(description, 2 * used);
        }
        return used++;
    }
}
