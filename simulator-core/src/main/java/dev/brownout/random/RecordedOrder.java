package dev.brownout.random;

import java.util.Arrays;

/** Recorded sequence of keys, repeated indefinitely. */
final class RecordedOrder implements KeyOrder {
    private final int[] recorded;
    private final int[] distinct;
    /** Index in {@link #requests} of the first request of each key, followed by the end of the last key. */
    private final int[] first;
    /** Requests grouped by key, in ascending order of the keys, and in their own order within a key. */
    private final int[] requests;

    /**
     * Creates the sequence.
     *
     * @param recorded at least one key
     * @param distinct the distinct keys in ascending order
     */
    RecordedOrder(int[] recorded, int[] distinct) {
        this.recorded = recorded;
        this.distinct = distinct;
        this.first = new int[distinct.length + 1];
        this.requests = new int[recorded.length];
        for (int key : recorded) {
            first[Arrays.binarySearch(distinct, key) + 1]++;
        }
        for (int i = 0; i < distinct.length; i++) {
            first[i + 1] += first[i];
        }
        int[] filled = first.clone();
        for (int i = 0; i < recorded.length; i++) {
            requests[filled[Arrays.binarySearch(distinct, recorded[i])]++] = i;
        }
    }

    @Override
    public int key(long number) {
        return recorded[(int) (number % recorded.length)];
    }

    @Override
    public long next(int key, long from) {
        int of = Arrays.binarySearch(distinct, key);
        if (of < 0) {
            return NEVER;
        }
        int within = (int) (from % recorded.length);
        long round = from - within;
        int at = Arrays.binarySearch(requests, first[of], first[of + 1], within);
        at = at < 0 ? -at - 1 : at;
        return at < first[of + 1] ? round + requests[at] : round + recorded.length + requests[first[of]];
    }

    @Override
    public int period() {
        return recorded.length;
    }
}
