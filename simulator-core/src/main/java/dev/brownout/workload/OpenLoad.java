package dev.brownout.workload;

/** An open load: a rate over time that does not depend on the outcome of the requests. */
public non-sealed interface OpenLoad extends LoadProfile {

    /** Returns the segment of one formula that contains an instant (not negative). */
    RateSegment stretchAt(long atNanos);

    @Override
    default double ratePerSecond(long atNanos) {
        return stretchAt(atNanos).ratePerSecond(atNanos);
    }

    @Override
    default double expected(long fromNanos, long toNanos) {
        double sum = 0;
        long instant = fromNanos;
        while (instant < toNanos) {
            RateSegment stretch = stretchAt(instant);
            long until = Math.min(toNanos, stretch.untilNanos());
            sum += stretch.expected(instant - stretch.fromNanos(), until - stretch.fromNanos());
            instant = until;
        }
        return sum;
    }
}
