package dev.brownout.network;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.service.FailureCause;
import dev.brownout.service.Outcome;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counters of the calls of one component, or of the users of one request class, to a component, as observed by the
 * callers. A call counts as sent when it leaves the caller. It counts as ended when the caller receives the outcome or
 * times out. Policies come before these counters: a call rejected by a circuit breaker is not sent, and each attempt of
 * a retry is.
 */
public final class CallCounts {
    private final TimeGrid grid;
    private final Counter sent;
    private final Counter retries;
    private final Counter good;
    private final Counter abandoned;
    private final SortedMap<Integer, Counter> causes = new TreeMap<>();
    private int latest = -1;
    private Counter ofLatest;

    /** Current cell of the time grid. Its pending counts are added at the end of the cell, to save clock lookups. */
    private int cell;

    private long cellEnd;
    private long sentHere;
    private long goodHere;

    /** Creates counters at 0. */
    public CallCounts(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
        this.sent = new Counter(grid);
        this.retries = new Counter(grid);
        this.good = new Counter(grid);
        this.abandoned = new Counter(grid);
    }

    /**
     * Counts a call that leaves its caller.
     *
     * @param attempt number of the attempt to which the call belongs; 0 for the first
     */
    void send(long now, int attempt) {
        tick(now);
        sentHere++;
        if (attempt > 0) {
            retries.add(now);
        }
    }

    /**
     * Counts a delivery without a call, such as a message to the reader of a log. It is sent and successful
     * immediately.
     */
    public void countDelivery(long now) {
        tick(now);
        sentHere++;
        goodHere++;
    }

    /** Counts a call that has ended for its caller. A failed call counts by outcome and failing component. */
    void end(long now, Outcome outcome, long component) {
        if (outcome.good()) {
            tick(now);
            goodHere++;
        } else {
            cause(FailureCause.code(outcome, component)).add(now);
        }
    }

    /** Counts a call with a dead caller process, which receives no outcome. */
    void abandon(long now) {
        abandoned.add(now);
    }

    private void tick(long now) {
        if (now >= cellEnd) {
            close();
            cell = grid.cell(now);
            cellEnd = cell + 1 == grid.cells() ? Long.MAX_VALUE : grid.start(cell + 1);
        }
    }

    private void close() {
        if (sentHere > 0) {
            sent.addIn(cell, sentHere);
            sentHere = 0;
        }
        if (goodHere > 0) {
            good.addIn(cell, goodHere);
            goodHere = 0;
        }
    }

    /** Returns the counter of a cause. Caches the last one, as failures of one cause come in sequences. */
    private Counter cause(int cause) {
        if (cause != latest) {
            latest = cause;
            ofLatest = causes.computeIfAbsent(cause, c -> new Counter(grid));
        }
        return ofLatest;
    }

    /** Returns the calls that left their callers. */
    public Counter sent() {
        close();
        return sent;
    }

    /** Returns the sent calls that are retries, or part of a retry. */
    public Counter retries() {
        return retries;
    }

    /** Returns the successful calls. */
    public Counter good() {
        close();
        return good;
    }

    /** Returns the calls that did not end before their callers died. */
    public Counter abandoned() {
        return abandoned;
    }

    /** Returns the failed calls, by {@link FailureCause}. */
    public SortedMap<Integer, Counter> causes() {
        return causes;
    }
}
