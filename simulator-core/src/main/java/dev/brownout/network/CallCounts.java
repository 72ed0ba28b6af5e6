package dev.brownout.network;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.service.FailureCause;
import dev.brownout.service.Outcome;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the calls of one component, or of the users of one class of requests, to a component, as their callers
 * know it: sent when they left, ended when the caller heard of their end or gave up. Policies stand before it: a call
 * that a circuit breaker answers is not sent, and each try of a retry is.
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

    /** The cell that now is in, and what is to be added to it: one look at the clock for both counts. */
    private int cell;

    private long cellEnd;
    private long sentHere;
    private long goodHere;

    /** Has counted nothing yet. */
    public CallCounts(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
        this.sent = new Counter(grid);
        this.retries = new Counter(grid);
        this.good = new Counter(grid);
        this.abandoned = new Counter(grid);
    }

    /** A call leaves its caller: for a first try, or because of a later one. */
    void send(long now, int attempt) {
        tick(now);
        sentHere++;
        if (attempt > 0) {
            retries.add(now);
        }
    }

    /** Something is given that nobody called for, such as a message to who reads a log: it is there at once. */
    public void give(long now) {
        tick(now);
        sentHere++;
        goodHere++;
    }

    /** A call has ended for its caller; one that failed says the component where it did. */
    void end(long now, Outcome outcome, long component) {
        if (outcome.good()) {
            tick(now);
            goodHere++;
        } else {
            cause(FailureCause.of(outcome, component)).add(now);
        }
    }

    /** A call has ended of which nobody hears: its caller's process has died. */
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

    /** Failures come in rows of one cause. */
    private Counter cause(int cause) {
        if (cause != latest) {
            latest = cause;
            ofLatest = causes.computeIfAbsent(cause, c -> new Counter(grid));
        }
        return ofLatest;
    }

    /** Calls that left their callers. */
    public Counter sent() {
        close();
        return sent;
    }

    /** Those among them that are later tries, or are made because of a later try. */
    public Counter retries() {
        return retries;
    }

    /** Calls that were answered well. */
    public Counter good() {
        close();
        return good;
    }

    /** Calls whose callers died before they ended. */
    public Counter abandoned() {
        return abandoned;
    }

    /** Calls that failed, by their {@link FailureCause}. */
    public SortedMap<Integer, Counter> causes() {
        return causes;
    }
}
