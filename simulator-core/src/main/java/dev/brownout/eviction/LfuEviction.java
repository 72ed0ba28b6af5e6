package dev.brownout.eviction;

import java.util.Arrays;

/**
 * Least frequently used, counted while an entry is stored. Entries of equal count form a queue in the order in which
 * they reached it, and the queues a list by count: every operation takes constant time (Shah, Mitra and Matani 2010,
 * "An O(1) algorithm for implementing the LFU cache eviction scheme").
 */
final class LfuEviction implements EvictionOrder {
    private static final int NONE = 0;

    private int[] next = new int[1];
    private int[] previous = new int[1];
    private int[] queueOf = new int[1];

    private long[] count = new long[8];
    private int[] head = new int[8];
    private int[] tail = new int[8];
    private int[] higher = new int[8];
    private int[] lower = new int[8];
    private int queues;
    private int spare = NONE;

    @Override
    public void grow(int slots) {
        next = Arrays.copyOf(next, slots + 1);
        previous = Arrays.copyOf(previous, slots + 1);
        queueOf = Arrays.copyOf(queueOf, slots + 1);
    }

    @Override
    public void onAdd(int slot, int key) {
        join(slot + 1, queueAfter(NONE, 1));
    }

    @Override
    public void onUse(int slot) {
        int link = slot + 1;
        int from = queueOf[link];
        int to = queueAfter(from, count[from] + 1);
        leave(link);
        join(link, to);
    }

    @Override
    public void onRemove(int slot) {
        leave(slot + 1);
    }

    @Override
    public int victim(int incoming) {
        return head[higher[NONE]] - 1;
    }

    @Override
    public void clear() {
        higher[NONE] = NONE;
        lower[NONE] = NONE;
        queues = 0;
        spare = NONE;
    }

    private int queueAfter(int below, long target) {
        int above = higher[below];
        if (above != NONE && count[above] == target) {
            return above;
        }
        int queue = spare;
        if (queue == NONE) {
            queue = ++queues;
            if (queue == count.length) {
                growQueues();
            }
        } else {
            spare = higher[queue];
        }
        count[queue] = target;
        head[queue] = NONE;
        tail[queue] = NONE;
        higher[queue] = above;
        lower[queue] = below;
        higher[below] = queue;
        lower[above] = queue;
        return queue;
    }

    private void join(int link, int queue) {
        queueOf[link] = queue;
        previous[link] = tail[queue];
        next[link] = NONE;
        if (tail[queue] == NONE) {
            head[queue] = link;
        } else {
            next[tail[queue]] = link;
        }
        tail[queue] = link;
    }

    private void leave(int link) {
        int queue = queueOf[link];
        if (previous[link] == NONE) {
            head[queue] = next[link];
        } else {
            next[previous[link]] = next[link];
        }
        if (next[link] == NONE) {
            tail[queue] = previous[link];
        } else {
            previous[next[link]] = previous[link];
        }
        if (head[queue] == NONE) {
            higher[lower[queue]] = higher[queue];
            lower[higher[queue]] = lower[queue];
            higher[queue] = spare;
            spare = queue;
        }
    }

    private void growQueues() {
        int size = 2 * count.length;
        count = Arrays.copyOf(count, size);
        head = Arrays.copyOf(head, size);
        tail = Arrays.copyOf(tail, size);
        higher = Arrays.copyOf(higher, size);
        lower = Arrays.copyOf(lower, size);
    }
}
