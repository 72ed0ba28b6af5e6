package dev.brownout.metrics;

/** Cumulative measurement from the start of a run to an instant. */
interface CumulativeSnapshot {
    /** Returns the value between an earlier snapshot and this one; {@code NaN} if there is no data. */
    double differenceTo(CumulativeSnapshot earlier);

    /** Returns the approximate memory of this snapshot, in units of one plain count's snapshot. */
    default long memoryUnits() {
        return 1;
    }
}
