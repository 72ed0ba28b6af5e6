package dev.brownout.importing.calibrate;

import java.util.Arrays;

/**
 * What each call must have done at a machine of so many cores that serves calls in the order of their arrival, if an
 * answer takes a constant time besides. Nothing is simulated and nothing is left to chance: a call's work begins when
 * it is there and a core is free, and all cores are free when earlier calls were seen to end.
 */
final class QueueReplay {
    /** The work of each call; below 0 where the call ended before its work could have begun. */
    final long[] work;

    /** How many calls were at the machine when it arrived. */
    final int[] found;

    /** Whether it waited for a core. */
    final boolean[] waited;

    /**
     * Replays calls.
     *
     * @param offsetNanos what an answer takes outside of the cores, at most the shortest time
     */
    QueueReplay(CallSample calls, int cores, long offsetNanos) {
        int size = calls.size();
        work = new long[size];
        found = new int[size];
        waited = new boolean[size];
        long[] ends = new long[size];
        for (int i = 0; i < size; i++) {
            ends[i] = calls.arrivedNanos()[i] + calls.tookNanos()[i] - offsetNanos;
        }
        long[] inOrder = ends.clone();
        Arrays.sort(inOrder);
        long[] free = new long[cores];
        Arrays.fill(free, Long.MIN_VALUE);
        int gone = 0;
        for (int i = 0; i < size; i++) {
            long at = calls.arrivedNanos()[i];
            while (gone < size && inOrder[gone] <= at) {
                gone++;
            }
            found[i] = Math.max(0, i - gone);
            waited[i] = free[0] > at;
            work[i] = ends[i] - Math.max(at, free[0]);
            replaceLeast(free, ends[i]);
        }
    }

    /** Takes the least of a heap away and puts another value in. */
    private static void replaceLeast(long[] heap, long value) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (child >= heap.length || heap[child] >= value) {
                heap[at] = value;
                return;
            }
            heap[at] = heap[child];
            at = child;
        }
    }
}
