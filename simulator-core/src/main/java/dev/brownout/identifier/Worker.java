package dev.brownout.identifier;

/**
 * A worker of a Snowflake: counts within the millisecond that its clock shows, from 0 in each. Where the count is used
 * up it goes on in the next millisecond, as one that waits for it does.
 */
public final class Worker {
    /** The millisecond of an identifier that is refused. */
    public static final long REFUSED = Long.MIN_VALUE;

    private final Guard guard;
    private final long most;
    private long shown = Long.MIN_VALUE;
    private long millisecond = Long.MIN_VALUE;
    private long sequence;

    /** One that has given nothing yet. */
    public Worker(Layout layout, Guard guard) {
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
        if (back && guard == Guard.REFUSE) {
            return REFUSED;
        }
        if (clock > millisecond || back && guard == Guard.NONE) {
            millisecond = clock;
            sequence = 0;
        } else if (++sequence == most) {
            millisecond++;
            sequence = 0;
        }
        if (!back || guard == Guard.NONE) {
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
