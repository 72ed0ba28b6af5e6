package dev.brownout.id;

/**
 * A worker of a Snowflake: counts within the millisecond that its clock shows, from 0 in each. Where the count is used
 * up it goes on in the next millisecond, as one that waits for it does.
 */
public final class SnowflakeSequencer {
    /** The millisecond of an identifier that is refused. */
    public static final long REFUSED = Long.MIN_VALUE;

    private final ClockRegressionPolicy guard;
    private final long most;
    private long shown = Long.MIN_VALUE;
    private long millisecond = Long.MIN_VALUE;
    private long sequence;

    /** One that has given nothing yet. */
    public SnowflakeSequencer(IdBitLayout layout, ClockRegressionPolicy guard) {
        this.guard = guard;
        this.most = layout.perMillisecond();
    }

    /**
     * Gives an identifier; its sequence is {@link #sequence} then.
     *
     * @param clock the millisecond that the worker's clock shows
     * @return the millisecond of the identifier, which is given when the clock shows it; or {@link #REFUSED}
     */
    public long give(long clock) {
        boolean back = clock < shown;
        if (back && guard == ClockRegressionPolicy.REFUSE) {
            return REFUSED;
        }
        if (clock > millisecond || back && guard == ClockRegressionPolicy.NONE) {
            millisecond = clock;
            sequence = 0;
        } else if (++sequence == most) {
            millisecond++;
            sequence = 0;
        }
        if (!back || guard == ClockRegressionPolicy.NONE) {
            shown = clock;
        }
        return millisecond;
    }

    /** The place within its millisecond of the identifier given last. */
    public long sequence() {
        return sequence;
    }

    /** Forgets what it has given, as a process that starts anew does. */
    public void forget() {
        shown = Long.MIN_VALUE;
        millisecond = Long.MIN_VALUE;
        sequence = 0;
    }
}
