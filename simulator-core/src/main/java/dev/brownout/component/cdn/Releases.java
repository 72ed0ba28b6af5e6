package dev.brownout.component.cdn;

import java.util.Arrays;

/** What the origin has published so far: release 0 from the start, one more with each deployment. */
final class Releases {
    private long[] at = new long[4];
    private int newest;

    /** The origin publishes everything anew. */
    void publish(long now) {
        if (++newest == at.length) {
            at = Arrays.copyOf(at, 2 * newest);
        }
        at[newest] = now;
    }

    /** The release that the origin has. */
    long newest() {
        return newest;
    }

    /** When a release was replaced, if that was before an instant or at it; else -1. */
    long replacedBefore(long instant, long release) {
        if (release >= newest) {
            return -1;
        }
        long replacedAt = at[(int) release + 1];
        return replacedAt <= instant ? replacedAt : -1;
    }
}
