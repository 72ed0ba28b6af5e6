package dev.brownout.host;

/**
 * Error of a {@link MachineClock} from an instant on.
 *
 * @param fromNanos instant from which the error holds, in ns
 * @param aheadNanos offset at that instant, in ns; negative if the clock is behind
 * @param drift relative excess speed from that instant on, as a share of the time
 */
public record ClockError(long fromNanos, double aheadNanos, double drift) {
    /** Error of a correct clock. */
    public static final ClockError NONE = new ClockError(0, 0, 0);

    /** Returns the offset at an instant, in ns; negative if the clock is behind. */
    public double offsetAt(double nanos) {
        return aheadNanos + drift * (nanos - fromNanos);
    }
}
