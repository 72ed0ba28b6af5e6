package dev.brownout.metrics;

/** What has been counted of something from the start of a run to an instant. */
interface CumulativeSnapshot {
    /** What came between an earlier instant and this one, as one number; {@code NaN} for nothing. */
    double since(CumulativeSnapshot earlier);

    /** About what memory it takes, in instants of a plain count. */
    default long held() {
        return 1;
    }
}
