package dev.brownout.workload;

/** A load given as a rate over time, whatever becomes of the requests: an open one. */
public non-sealed interface OpenLoad extends LoadProfile {

    /** The stretch of one formula that an instant, not negative, falls into. */
    RateSegment stretchAt(long atNanos);

    @Override
    default double ratePerSecond(long atNanos) {
        return stretchAt(atNanos).ratePerSecond(atNanos);
    }

    @Override
    default double expected(long fromNanos, long toNanos) {
        double sum = 0;
        long at = fromNanos;
        while (at < toNanos) {
            RateSegment stretch = stretchAt(at);
            long until = Math.min(toNanos, stretch.untilNanos());
            sum += stretch.expected(at - stretch.fromNanos(), until - stretch.fromNanos());
            at = until;
        }
        return sum;
    }
}
