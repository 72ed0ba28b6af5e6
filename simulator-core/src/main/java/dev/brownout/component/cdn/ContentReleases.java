package dev.brownout.component.cdn;

import java.util.Arrays;

/** Content releases of an origin: release 0 from the start, and one more for each deployment. */
final class ContentReleases {
    /** Stamps of the releases, as in {@link dev.brownout.service.VersionRegistry#stamp}. */
    private long[] at = new long[4];

    private int newest;

    /** Publishes a new release of all content. */
    void publish(long stamp) {
        if (++newest == at.length) {
            at = Arrays.copyOf(at, 2 * newest);
        }
        at[newest] = stamp;
    }

    /** Returns the newest release. */
    long newest() {
        return newest;
    }

    /** Returns the stamp of the replacement of a release, if it is below a bound; else -1. */
    long replacedBefore(long bound, long release) {
        if (release >= newest) {
            return -1;
        }
        long replacedAt = at[(int) release + 1];
        return replacedAt < bound ? replacedAt : -1;
    }
}
