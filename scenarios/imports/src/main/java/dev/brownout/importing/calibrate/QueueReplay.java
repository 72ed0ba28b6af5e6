package dev.brownout.importing.calibrate;

import java.util.Arrays;

/**
 * Reconstruction of the service time of each call, for a host with a given number of cores, a FIFO queue, and a
 * constant time outside the cores. Nothing is simulated and nothing is random. The service of a call begins when the
 * call has arrived and a core is free. A core becomes free at the observed end of an earlier call.
 */
final class QueueReplay {
    /** Service time of each call in ns; negative if the call ended before its service could have begun. */
    final long[] work;

    /** Number of calls at the host at the arrival of each call. */
    final int[] numberFound;

    /** Flag of each call that waited for a core. */
    final boolean[] waited;

    /**
     * Replays calls.
     *
     * @param offsetNanos part of a response time outside the cores, in ns; at most the shortest response time
     */
    QueueReplay(CallSample calls, int cores, long offsetNanos) {
        int size = calls.size();
        work = new long[size];
        numberFound = new int[size];
        waited = new boolean[size];
        long[] ends = new long[size];
        for (int i = 0; i < size; i++) {
            ends[i] = calls.arrivedNanos()[i] + calls.responseNanos()[i] - offsetNanos;
        }
        long[] sortedEnds = ends.clone();
        Arrays.sort(sortedEnds);
        long[] freeAt = new long[cores];
        Arrays.fill(freeAt, Long.MIN_VALUE);
        int departed = 0;
        for (int i = 0; i < size; i++) {
            long arrival = calls.arrivedNanos()[i];
            while (departed < size && sortedEnds[departed] <= arrival) {
                departed++;
            }
            numberFound[i] = Math.max(0, i - departed);
            waited[i] = freeAt[0] > arrival;
            work[i] = ends[i] - Math.max(arrival, freeAt[0]);
            replaceMinimum(freeAt, ends[i]);
        }
    }

    /** Returns the largest number of calls at the host at the same time. */
    int maxConcurrent() {
        return 1 + Arrays.stream(numberFound).max().orElse(0);
    }

    /** Replaces the minimum of a heap with another value. */
    private static void replaceMinimum(long[] heap, long value) {
        int index = 0;
        while (true) {
            int child = 2 * index + 1;
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (child >= heap.length || heap[child] >= value) {
                heap[index] = value;
                return;
            }
            heap[index] = heap[child];
            index = child;
        }
    }
}
