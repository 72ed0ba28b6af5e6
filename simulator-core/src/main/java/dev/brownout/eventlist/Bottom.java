package dev.brownout.eventlist;

/** The nearest events of a ladder in a sorted array: the first of them last, with room to grow at either end. */
final class Bottom {

    /** Up to here sorting by insertion is the quickest. */
    private static final int FEW = 48;

    private final Entries entries;
    private int[] sorted = new int[256];
    private int[] scratch = {};
    private int begin = 128;
    private int end = 128;

    Bottom(Entries entries) {
        this.entries = entries;
    }

    int size() {
        return end - begin;
    }

    /** The slot of the first event; there must be one. */
    int first() {
        return sorted[end - 1];
    }

    int removeFirst() {
        return sorted[--end];
    }

    /** The slot of the last event; there must be one. */
    int last() {
        return sorted[begin];
    }

    int removeLast() {
        return sorted[begin++];
    }

    /** Adds an event by moving those before it; in one step if there are many and it is the latest, as among ties. */
    void insert(int slot) {
        if (begin == 0 || end == sorted.length) {
            makeRoom();
        }
        if (size() > FEW && entries.before(sorted[begin], slot)) {
            sorted[--begin] = slot;
            return;
        }
        int i = end++;
        while (i > begin && entries.before(sorted[i - 1], slot)) {
            sorted[i] = sorted[i - 1];
            i--;
        }
        sorted[i] = slot;
    }

    /** Takes over a list of events while empty. */
    void fill(int first, int count) {
        if (sorted.length < 2 * count) {
            sorted = new int[3 * count];
        }
        begin = (sorted.length - count) / 2;
        end = begin;
        for (int slot = first; slot != Entries.NONE; slot = entries.next[slot]) {
            if (count <= FEW) {
                insert(slot);
            } else {
                sorted[end++] = slot;
            }
        }
        if (count > FEW) {
            mergeSort();
        }
    }

    /** Moves the events to the middle of the array, of a larger one if they fill half of it. */
    private void makeRoom() {
        int size = size();
        int[] target = 2 * size > sorted.length ? new int[2 * sorted.length] : sorted;
        int from = (target.length - size) / 2;
        System.arraycopy(sorted, begin, target, from, size);
        sorted = target;
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
