package dev.brownout.component.cdn;

import java.util.Arrays;

/** What the origin has published so far: release 0 from the start, one more with each deployment. */
final class ContentReleases {
    /** Stamps, as in {@link dev.brownout.service.VersionRegistry#stamp}. */
    private long[] at = new long[4];

    private int newest;

    /** The origin publishes everything anew. */
    void publish(long stamp) {
        if (++newest == at.length) {
            at = Arrays.copyOf(at, 2 * newest);
        }
        at[newest] = stamp;
    }

    /** The release that the origin has. */
    long newest() {
        return newest;
    }

    /** The stamp of the replacement of a release, if that is below a bound; else -1. */
    long replacedBefore(long bound, long release) {
        if (release >= newest) {
            return -1;
        }
        long replacedAt = at[(int) release + 1];
        return replacedAt < bound ? replacedAt : -1;
    }
}
