package dev.brownout.host;

/**
 * By how much a {@link MachineClock} is wrong from an instant on.
 *
 * @param fromNanos since when
 * @param aheadNanos by how much it is ahead then, below 0 for behind
 * @param drift by what share of the time it runs faster from then on
 */
public record ClockError(long fromNanos, double aheadNanos, double drift) {
    /** A clock that is right. */
    public static final ClockError NONE = new ClockError(0, 0, 0);

    /** By how much it is ahead at an instant, in nanoseconds. */
    public double at(double nanos) {
        return aheadNanos + drift * (nanos - fromNanos);
    }
}
