package dev.brownout.metrics;

/**
 * Cumulative count, or integral of a level, from the start of a run to an instant.
 *
 * @param part count, or integral of a level over time; the low 64 bits
 * @param whole denominator of a share: another count, or the elapsed time in ns; 0 for a plain count
 * @param ofWhole whether this is a share of {@code whole}, not a plain count
 * @param factor conversion factor to the unit of the metric
 */
record CumulativeCountSnapshot(long part, long whole, boolean ofWhole, double factor) implements CumulativeSnapshot {
    /** Creates a snapshot of a plain count. */
    static CumulativeCountSnapshot count(long part) {
        return new CumulativeCountSnapshot(part, 0, false, 1);
    }

    /** Creates a snapshot of a share. */
    static CumulativeCountSnapshot share(long part, long whole) {
        return new CumulativeCountSnapshot(part, whole, true, 1);
    }

    /** Creates a snapshot of a count that is reported as a rate per second. */
    static CumulativeCountSnapshot rate(long part, long now) {
        return new CumulativeCountSnapshot(part, now, true, 1e9);
    }

    /** Returns the count, share or rate since an earlier snapshot; {@code NaN} for a share of 0. */
    @Override
    public double since(CumulativeSnapshot before) {
        CumulativeCountSnapshot earlier = (CumulativeCountSnapshot) before;
        long increase = part - earlier.part;
        if (!ofWhole) {
            return factor * increase;
        }
        return whole == earlier.whole ? Double.NaN : factor * increase / (whole - earlier.whole);
    }
}
