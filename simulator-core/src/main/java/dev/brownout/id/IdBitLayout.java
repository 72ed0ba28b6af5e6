package dev.brownout.id;

/**
 * Layout of the 63 bits of an identifier: milliseconds since an epoch, a worker, a sequence within the millisecond.
 * Twitter's Snowflake has 41, 10 (5 of them for the data center) and 12 bits.
 *
 * @param workerBits at least 0
 * @param sequenceBits at least 0
 */
public record IdBitLayout(int workerBits, int sequenceBits) {
    /** Layout of Twitter's Snowflake. */
    public static final IdBitLayout SNOWFLAKE = new IdBitLayout(10, 12);

    private static final int ALL = 63;
    private static final double MILLIS_A_YEAR = 365.25 * 86_400_000;

    /** Rejects layouts without a bit for the time with an IllegalArgumentException. */
    public IdBitLayout {
        if (workerBits < 0 || sequenceBits < 0 || workerBits + sequenceBits >= ALL) {
            throw new IllegalArgumentException("'worker_bits' and 'sequence_bits' must be at least 0 and leave some of "
                    + ALL + " bits for the time");
        }
    }

    /** Returns the maximum number of workers. */
    public long workers() {
        return 1L << workerBits;
    }

    /** Returns the maximum number of identifiers per worker and millisecond. */
    public long perMillisecond() {
        return 1L << sequenceBits;
    }

    /** Returns the time until the timestamp overflows, in years of 365.25 days. */
    public double years() {
        return Math.scalb(1.0, ALL - workerBits - sequenceBits) / MILLIS_A_YEAR;
    }

    /** Returns the identifier with these parts. */
    public long id(long millisecond, int worker, long sequence) {
        return (millisecond << workerBits | worker) << sequenceBits | sequence;
    }
}
