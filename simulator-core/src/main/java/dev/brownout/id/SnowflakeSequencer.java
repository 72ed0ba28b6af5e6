package dev.brownout.id;

/**
 * A Snowflake worker: numbers identifiers within the millisecond of its clock, from 0. When the sequence is exhausted
 * it continues in the next millisecond, as a worker that waits for it does.
 */
public final class SnowflakeSequencer {
    /** Result of {@link #generate} for a refused identifier. */
    public static final long REFUSED = Long.MIN_VALUE;

    private final ClockRegressionPolicy guard;
    private final long maximum;
    private long shown = Long.MIN_VALUE;
    private long millisecond = Long.MIN_VALUE;
    private long sequence;

    /** Creates a worker without identifiers. */
    public SnowflakeSequencer(IdBitLayout layout, ClockRegressionPolicy guard) {
        this.guard = guard;
        this.maximum = layout.perMillisecond();
    }

    /**
     * Generates an identifier; its sequence is then {@link #sequence}.
     *
     * @param clock the millisecond of the worker's clock
     * @return the millisecond of the identifier, which is issued when the clock reaches it; or {@link #REFUSED}
     */
    public long generate(long clock) {
        boolean back = clock < shown;
        if (back && guard == ClockRegressionPolicy.REFUSE) {
            return REFUSED;
        }
        if (clock > millisecond || back && guard == ClockRegressionPolicy.NONE) {
            millisecond = clock;
            sequence = 0;
        } else if (++sequence == maximum) {
            millisecond++;
            sequence = 0;
        }
        if (!back || guard == ClockRegressionPolicy.NONE) {
            shown = clock;
        }
        return millisecond;
    }

    /** Returns the sequence of the last identifier within its millisecond. */
    public long sequence() {
        return sequence;
    }

    /** Resets the state, as after a restart of the process. */
    public void discard() {
        shown = Long.MIN_VALUE;
        millisecond = Long.MIN_VALUE;
        sequence = 0;
    }
}
