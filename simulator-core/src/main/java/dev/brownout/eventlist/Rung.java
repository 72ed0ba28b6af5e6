package dev.brownout.eventlist;

/**
 * Period of time divided into buckets of equal width, about as many as there are events to distribute over them. The
 * width is a power of two, which avoids a division for each event.
 */
final class Rung {

    private final EventSlots entries;
    private long from;
    private int shift;
    private long current;
    private int size;
    /** Index of the next bucket to examine; all earlier buckets have been taken. */
    private int bucket;
    /** First slot of the list of each bucket, followed by the number of events in the bucket. */
    private int[] buckets = {};

    Rung(EventSlots entries) {
        this.entries = entries;
    }

    /** Resets the rung to cover {@code [from, end)} for the given number of events. */
    void span(long from, long end, int events) {
        long last = end - 1 - from;
        shift = Long.SIZE - Long.numberOfLeadingZeros(last / events);
        int count = (int) (last >>> shift) + 1;
        if (buckets.length < 2 * count) {
            buckets = new int[Math.max(128, 3 * count)];
        }
        for (int i = 0; i < 2 * count; i += 2) {
            buckets[i] = EventSlots.NONE;
            buckets[i + 1] = 0;
        }
        this.from = from;
        current = from;
        size = 0;
        bucket = 0;
    }

    void add(int slot) {
        int i = 2 * (int) (entries.at[slot] - from >>> shift);
        entries.next[slot] = buckets[i];
        buckets[i] = slot;
        buckets[i + 1]++;
        size++;
    }

    /** Adds all events of a linked list. */
    void addAll(int first) {
        int slot = first;
        while (slot != EventSlots.NONE) {
            int following = entries.next[slot];
            add(slot);
            slot = following;
        }
    }

    /** Returns the number of events in the first bucket that is not empty. The rung must not be empty. */
    int firstCount() {
        while (buckets[2 * bucket] == EventSlots.NONE) {
            bucket++;
        }
        return buckets[2 * bucket + 1];
    }

    /** Removes and returns the list of the bucket found by {@link #firstCount()}. */
    int takeFirst() {
        int first = buckets[2 * bucket];
        size -= buckets[2 * bucket + 1];
        bucket++;
        current = from + ((long) bucket << shift);
        return first;
    }

    /** Returns the end of the bucket taken last, in ns. Events due earlier no longer belong in this rung. */
    long current() {
        return current;
    }

    /** Returns the width of a bucket, in ns. */
    long width() {
        return 1L << shift;
    }

    int size() {
        return size;
    }
}
