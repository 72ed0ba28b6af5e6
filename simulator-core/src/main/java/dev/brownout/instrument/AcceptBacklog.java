package dev.brownout.instrument;

/**
 * The calls in front of a machine whose process stands still: they have arrived, and nobody has taken them up. Counts
 * what came, what was taken up when the process went on, and what was lost when it died.
 */
public final class AcceptBacklog {
    private final TimeWeighted waiting;
    private long came;
    private long onAccepted;
    private long lost;

    AcceptBacklog(TimeGrid grid) {
        waiting = new TimeWeighted(grid);
    }

    /** One more waits; {@code now} never goes back. */
    public void came(long now) {
        came++;
        waiting.add(now, 1);
    }

    /** One was taken up. */
    public void onAccepted(long now) {
        onAccepted++;
        waiting.add(now, -1);
    }

    /** One was lost: the process died. */
    public void lost(long now) {
        lost++;
        waiting.add(now, -1);
    }

    /** How many came since the start of the run. */
    public long arrivals() {
        return came;
    }

    /** How many were taken up or lost since then. */
    public long departures() {
        return onAccepted + lost;
    }

    /** Mean number waiting over a window. */
    double mean(CellRange span) {
        return waiting.value(span, "");
    }

    void settle(long endAt) {
        waiting.settle(endAt);
    }
}
