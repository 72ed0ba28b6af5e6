package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Work that a component repeats for a retried call. */
public interface RepeatedWork {
    /**
     * Returns whether a fixed number of hosts repeats the whole work of each retried call, even if no caller waits for
     * the response. Such a component recognizes no repeated calls, keeps no responses and discards no expired calls.
     */
    boolean repeatsWork();

    /** Returns whether a component repeats the whole work of each retried call. */
    static boolean repeatsWork(ComponentSpec spec) {
        return spec instanceof RepeatedWork work && work.repeatsWork();
    }
}
