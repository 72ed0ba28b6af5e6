package dev.brownout.bench;

/** Minimal histogram: 128 buckets per power of two, a count and a sum. */
final class TightTimes {
    private final long[] counts = new long[58 * 128];
    private double sum;
    long count;

    void record(long nanos) {
        int exponent = 63 - Long.numberOfLeadingZeros(nanos | 127);
        int shift = Math.max(0, exponent - 7);
        counts[exponent < 7 ? (int) nanos : (shift + 1) * 128 + (int) (nanos >>> shift & 127)]++;
        count++;
        sum += nanos;
    }

    double mean() {
        return sum / count;
    }
}
