package dev.brownout.spi;

import dev.brownout.host.Host;

/** A rate limit in front of one host, or of several, that can change during a run. */
public interface AdjustableLimit extends Host.Resident {
    /** Begins a change. The newest of several changes takes precedence. */
    void begin(RateChange change);

    /** Returns the unit of the limit. */
    LimitUnit unit();

    /** Returns whether the limit has a burst, which a change can set. */
    boolean hasBurst();

    /** Ends the oldest change that equals the given one. */
    void end(RateChange change);
}
