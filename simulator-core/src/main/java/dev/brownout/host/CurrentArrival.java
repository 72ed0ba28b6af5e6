package dev.brownout.host;

import dev.brownout.service.VersionRegistry;

/** Call that is arriving at a host at this moment, before any processing. */
public final class CurrentArrival {
    private static final long NONE = -1;

    private long bound = NONE;

    /**
     * Returns the read bound of the arriving call, as of its sending. Outside of an arrival, returns the bound of a
     * read sent now by the host itself.
     */
    public long bound(VersionRegistry versions, long now) {
        return bound == NONE ? versions.bound(now) : bound;
    }

    /** Begins the arrival of a call with a bound. Pass the return value to {@link #end}. */
    public long begin(long callBound) {
        long before = bound;
        bound = callBound;
        return before;
    }

    /** Ends an arrival and restores the previous one. */
    public void end(long before) {
        bound = before;
    }
}
