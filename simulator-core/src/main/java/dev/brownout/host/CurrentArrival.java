package dev.brownout.host;

import dev.brownout.service.VersionRegistry;

/** The call that is arriving at a machine at this moment, before anything has been done about it. */
public final class CurrentArrival {
    private static final long NONE = -1;

    private long bound = NONE;

    /** The bound of what it may miss, as of its sending; as of now where nothing arrives: the machine asks itself. */
    public long bound(VersionRegistry versions, long now) {
        return bound == NONE ? versions.bound(now) : bound;
    }

    /** Begins with a call that has a bound; the return value is to be {@link #end ended} with. */
    public long begin(long callBound) {
        long before = bound;
        bound = callBound;
        return before;
    }

    /** Restores the call that arrived before. */
    public void end(long before) {
        bound = before;
    }
}
