package dev.brownout.random;

import java.util.Arrays;

/** Recorded keys one by one, again and again. */
final class RecordedOrder implements KeyOrder {
    private final int[] recorded;
    private final int[] distinct;
    /** Where the requests of each key begin in {@link #requests}, and after the last where they end. */
    private final int[] first;
    /** The requests of the first key, then those of the second, each key's in their order. */
    private final int[] requests;

    /**
     * Takes the record.
     *
     * @param recorded at least one key
     * @param distinct the same keys, each once, the least first
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
