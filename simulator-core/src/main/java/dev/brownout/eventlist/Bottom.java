package dev.brownout.eventlist;

/** Nearest events of a ladder queue in a sorted array, in descending order of time, with free space at both ends. */
final class Bottom {

    /** Largest number of events for which insertion sort is the fastest. */
    private static final int FEW = 48;

    private final EventSlots entries;
    private int[] sorted = new int[256];
    /** Due times of the events, parallel to the slots, since an insertion compares several of them. */
    private long[] dueAt = new long[256];

    private int[] scratch = {};
    private int begin = 128;
    private int end = 128;

    Bottom(EventSlots entries) {
        this.entries = entries;
    }

    int size() {
        return end - begin;
    }

    /** Returns the slot of the first event. The list must not be empty. */
    int first() {
        return sorted[end - 1];
    }

    /** Returns the due time of the first event. The list must not be empty. */
    long firstAt() {
        return dueAt[end - 1];
    }

    int removeFirst() {
        return sorted[--end];
    }

    /** Returns the due time of the last event. The list must not be empty. */
    long lastAt() {
        return dueAt[begin];
    }

    int removeLast() {
        return sorted[begin++];
    }

    /**
     * Inserts an event by moving the earlier ones. If there are many events and the new one is the latest, as among
     * ties, the insertion takes constant time.
     */
    void insert(int slot) {
        if (begin == 0 || end == sorted.length) {
            makeRoom();
        }
        long instant = entries.at[slot];
        if (size() > FEW && precedes(begin, instant, slot)) {
            sorted[--begin] = slot;
            dueAt[begin] = instant;
            return;
        }
        int i = end++;
        while (i > begin && (dueAt[i - 1] < instant || precedes(i - 1, instant, slot))) {
            sorted[i] = sorted[i - 1];
            dueAt[i] = dueAt[i - 1];
            i--;
        }
        sorted[i] = slot;
        dueAt[i] = instant;
    }

    /** Returns whether the event at an index comes before the event of a slot with the given due time. */
    private boolean precedes(int place, long instant, int slot) {
        return dueAt[place] < instant
                || dueAt[place] == instant && entries.sequence[sorted[place]] < entries.sequence[slot];
    }

    /** Fills the empty list with a linked list of events. */
    void fill(int first, int count) {
        if (sorted.length < 2 * count) {
            sorted = new int[3 * count];
            dueAt = new long[3 * count];
        }
        begin = (sorted.length - count) / 2;
        end = begin;
        for (int slot = first; slot != EventSlots.NONE; slot = entries.next[slot]) {
            if (count <= FEW) {
                insert(slot);
            } else {
                sorted[end++] = slot;
            }
        }
        if (count > FEW) {
            mergeSort();
            for (int i = begin; i < end; i++) {
                dueAt[i] = entries.at[sorted[i]];
            }
        }
    }

    /** Moves the events to the middle of the array, or of a larger array if they fill more than half of it. */
    private void makeRoom() {
        int size = size();
        boolean full = 2 * size > sorted.length;
        int[] target = full ? new int[2 * sorted.length] : sorted;
        long[] targetAt = full ? new long[2 * sorted.length] : dueAt;
        int from = (target.length - size) / 2;
        System.arraycopy(sorted, begin, target, from, size);
        System.arraycopy(dueAt, begin, targetAt, from, size);
        sorted = target;
        dueAt = targetAt;
        begin = from;
        end = from + size;
    }

    private void mergeSort() {
        if (scratch.length < sorted.length) {
            scratch = new int[sorted.length];
        }
        for (long run = 1; run < size(); run *= 2) {
            for (long left = begin; left < end; left += 2 * run) {
                merge((int) left, (int) Math.min(left + run, end), (int) Math.min(left + 2 * run, end));
            }
            int[] merged = scratch;
            scratch = sorted;
            sorted = merged;
        }
    }

    /** Merges the descending runs {@code [left, middle)} and {@code [middle, right)} into the scratch array. */
    private void merge(int left, int middle, int right) {
        int a = left;
        int b = middle;
        for (int i = left; i < right; i++) {
            boolean takeFirst = b == right || a < middle && entries.precedes(sorted[b], sorted[a]);
            scratch[i] = takeFirst ? sorted[a++] : sorted[b++];
        }
    }
}
