package dev.brownout.eventlist;

/**
 * A stretch of time cut into buckets of equal width, about as many as there are events to spread over them. The width
 * is a power of two, which spares a division for each event.
 */
final class Rung {

    private final EventSlots entries;
    private long from;
    private int shift;
    private long current;
    private int size;
    /** The bucket to look at next; all before it have been taken. */
    private int bucket;
    /** For each bucket the first slot of its list, then how many it holds. */
    private int[] buckets = {};

    Rung(EventSlots entries) {
        this.entries = entries;
    }

    /** Empties the rung and lays it over {@code [from, end)} for the given number of events. */
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

    /** Adds every event of a list. */
    void addAll(int first) {
        int slot = first;
        while (slot != EventSlots.NONE) {
            int following = entries.next[slot];
            add(slot);
            slot = following;
        }
    }

    /** How many events the first bucket that is not empty holds; the rung must hold some. */
    int firstCount() {
        while (buckets[2 * bucket] == EventSlots.NONE) {
            bucket++;
        }
        return buckets[2 * bucket + 1];
    }

    /** Takes the list of the bucket that {@link #firstCount()} has found. */
    int takeFirst() {
        int first = buckets[2 * bucket];
        size -= buckets[2 * bucket + 1];
        bucket++;
        current = from + ((long) bucket << shift);
        return first;
    }

    /** Where the bucket taken last ends: what is due earlier no longer belongs in this rung. */
    long current() {
        return current;
    }

    /** The width of a bucket in nanoseconds. */
    long width() {
        return 1L << shift;
    }

    int size() {
        return size;
    }
}
