package dev.brownout.eventlist;

/** The nearest events of a ladder in a sorted array: the first of them last, with room to grow at either end. */
final class Bottom {

    /** Up to here sorting by insertion is the quickest. */
    private static final int FEW = 48;

    private final EventSlots entries;
    private int[] sorted = new int[256];
    /** When each of them is due, beside it: an event that comes is compared with several. */
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

    /** The slot of the first event; there must be one. */
    int first() {
        return sorted[end - 1];
    }

    /** When the first event is due; there must be one. */
    long firstAt() {
        return dueAt[end - 1];
    }

    int removeFirst() {
        return sorted[--end];
    }

    /** When the last event is due; there must be one. */
    long lastAt() {
        return dueAt[begin];
    }

    int removeLast() {
        return sorted[begin++];
    }

    /** Adds an event by moving those before it; in one step if there are many and it is the latest, as among ties. */
    void insert(int slot) {
        if (begin == 0 || end == sorted.length) {
            makeRoom();
        }
        long at = entries.at[slot];
        if (size() > FEW && before(begin, at, slot)) {
            sorted[--begin] = slot;
            dueAt[begin] = at;
            return;
        }
        int i = end++;
        while (i > begin && (dueAt[i - 1] < at || before(i - 1, at, slot))) {
            sorted[i] = sorted[i - 1];
            dueAt[i] = dueAt[i - 1];
            i--;
        }
        sorted[i] = slot;
        dueAt[i] = at;
    }

    /** Whether the event at a place comes before one that is due at an instant. */
    private boolean before(int place, long at, int slot) {
        return dueAt[place] < at || dueAt[place] == at && entries.sequence[sorted[place]] < entries.sequence[slot];
    }

    /** Takes over a list of events while empty. */
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

    /** Moves the events to the middle of the array, of a larger one if they fill half of it. */
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
            boolean takeA = b == right || a < middle && entries.before(sorted[b], sorted[a]);
            scratch[i] = takeA ? sorted[a++] : sorted[b++];
        }
    }
}
