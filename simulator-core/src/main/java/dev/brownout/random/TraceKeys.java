package dev.brownout.random;

import java.util.Arrays;

/** Recorded keys in the order of the record, then from its beginning again. Ranks are by key, the least first. */
public final class TraceKeys implements KeyPopularity {

    private final int[] recorded;
    private final int[] distinct;
    private final int[] counts;

    /** Takes the recorded keys; throws unless there is one and all are above 0. */
    public TraceKeys(int... recorded) {
        Require.atLeast("number of recorded keys", recorded.length, 1);
        this.recorded = recorded.clone();
        int[] sorted = recorded.clone();
        Arrays.sort(sorted);
        Require.atLeast("key", sorted[0], 1);
        int[] keys = new int[sorted.length];
        int[] times = new int[sorted.length];
        int found = 0;
        for (int key : sorted) {
            if (found == 0 || keys[found - 1] != key) {
                keys[found++] = key;
            }
            times[found - 1]++;
        }
        distinct = Arrays.copyOf(keys, found);
        counts = Arrays.copyOf(times, found);
    }

    @Override
    public int size() {
        return distinct.length;
    }

    @Override
    public double probability(int rank) {
        return (double) counts[rank - 1] / recorded.length;
    }

    @Override
    public int key(int rank, KeyNames names) {
        return distinct[rank - 1];
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        int[] keys = recorded;
        return (draws, number) -> keys[(int) (number % keys.length)];
    }
}
