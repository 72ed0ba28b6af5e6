package dev.brownout.importing.loadtest;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds out if the threads of a load generator repeat their samples. Those of a closed loop do. A thread that sends
 * each of its samples once and ends is the visit of a user, and its start does not depend on responses.
 */
final class SampleRepetition {
    /** Number of different samples of threads after which no more are examined. */
    private static final int MOST = 100_000;

    private final Set<String> different = new HashSet<>();
    private long samples;

    /** Examines a sample of a thread, which may be unnamed. */
    void add(String thread, String sample) {
        if (different.size() < MOST && !thread.isEmpty()) {
            samples++;
            different.add(thread + '\n' + sample);
        }
    }

    /** Returns the kind of the load: open if most samples of a thread are not repeated. */
    LoopKind loop() {
        return samples > 0 && samples < 2L * different.size() ? LoopKind.OPEN : LoopKind.CLOSED;
    }
}
