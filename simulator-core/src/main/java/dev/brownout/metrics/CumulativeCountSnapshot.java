package dev.brownout.metrics;

/**
 * All that has been counted of something from the start of a run to an instant.
 *
 * @param part what was counted, or the integral of a level over time; its last 64 bits
 * @param whole of what it is a share: others that were counted, or the time; 0 where it is a share of nothing
 * @param ofWhole whether it is a share of a whole, or a plain count
 * @param factor of its unit
 */
record CumulativeCountSnapshot(long part, long whole, boolean ofWhole, double factor) implements CumulativeSnapshot {
    /** A plain count. */
    static CumulativeCountSnapshot count(long part) {
        return new CumulativeCountSnapshot(part, 0, false, 1);
    }

    /** A part of a whole. */
    static CumulativeCountSnapshot share(long part, long whole) {
        return new CumulativeCountSnapshot(part, whole, true, 1);
    }

    /** A count of which so many a second are told. */
    static CumulativeCountSnapshot rate(long part, long now) {
        return new CumulativeCountSnapshot(part, now, true, 1e9);
    }

    /** The same; {@code NaN} for a share of nothing. */
    @Override
    public double since(CumulativeSnapshot before) {
        CumulativeCountSnapshot earlier = (CumulativeCountSnapshot) before;
        long more = part - earlier.part;
        if (!ofWhole) {
            return factor * more;
        }
        return whole == earlier.whole ? Double.NaN : factor * more / (whole - earlier.whole);
    }
}
