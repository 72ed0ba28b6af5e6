package dev.brownout.reading;

import dev.brownout.measure.Grid;
import dev.brownout.measure.Span;
import dev.brownout.measure.Spread;
import dev.brownout.measure.Trend;
import dev.brownout.service.Cause;
import dev.brownout.service.Outcome;
import java.util.List;
import java.util.TreeMap;

/** What happened to the requests of one class from one region, by the cell in which their user wanted to send them. */
public final class RequestStats {
    private final Grid grid;
    final long[] offered;
    final long[] good;
    final long[] late;
    final long[] attempts;
    final long[][] outcomes = new long[Outcome.count()][];
    final TreeMap<Integer, long[]> causes = new TreeMap<>();
    final Spread successes;
    /** Of stale answers: how long ago the oldest write that they miss was acknowledged. */
    final Spread staleAge;

    private final Spread failures;
    final Trend trend;
    private long issued;
    private long finished;

    /** Has counted nothing yet. */
    public RequestStats(Grid grid) {
        this.grid = grid;
        this.offered = new long[grid.cells()];
        this.good = new long[grid.cells()];
        this.late = new long[grid.cells()];
        this.attempts = new long[grid.cells()];
        this.successes = new Spread(grid);
        this.staleAge = new Spread(grid);
        this.failures = new Spread(grid);
        this.trend = new Trend(grid);
    }

    /** A request of a cell is tried, for the first time or again. */
    public void attempt(int cell) {
        attempts[cell]++;
    }

    /** A user wants to send a request. */
    public void issue(int cell) {
        offered[cell]++;
        issued++;
    }

    /** A request of a cell has ended; of one that failed with the component where it did. */
    public void finish(int cell, Outcome outcome, boolean isLate, long component, long latencyNanos) {
        finished++;
        long[] counts = outcomes[outcome.index()];
        if (counts == null) {
            counts = new long[grid.cells()];
            outcomes[outcome.index()] = counts;
        }
        counts[cell]++;
        int segment = grid.segment(cell);
        if (!outcome.good()) {
            failures.recordIn(segment, latencyNanos);
            countCause(Cause.of(outcome, component), cell);
            return;
        }
        if (isLate) {
            late[cell]++;
        } else {
            good[cell]++;
        }
        successes.recordIn(segment, latencyNanos);
        trend.recordIn(cell, latencyNanos);
    }

    private void countCause(int cause, int cell) {
        long[] counts = causes.get(cause);
        if (counts == null) {
            counts = new long[grid.cells()];
            causes.put(cause, counts);
        }
        counts[cell]++;
    }

    /** A request that has finished was answered stale. */
    public void age(int cell, long nanos) {
        staleAge.recordIn(grid.segment(cell), nanos);
    }

    /** Adds what another one has counted. */
    void add(RequestStats other) {
        plus(offered, other.offered);
        plus(good, other.good);
        plus(late, other.late);
        plus(attempts, other.attempts);
        for (int i = 0; i < outcomes.length; i++) {
            if (other.outcomes[i] != null) {
                if (outcomes[i] == null) {
                    outcomes[i] = new long[grid.cells()];
                }
                plus(outcomes[i], other.outcomes[i]);
            }
        }
        other.causes.forEach((cause, counts) ->
                plus(causes.computeIfAbsent(cause, c -> new long[grid.cells()]), counts));
        successes.add(other.successes);
        staleAge.add(other.staleAge);
        failures.add(other.failures);
        trend.add(other.trend);
        issued += other.issued;
        finished += other.finished;
    }

    private static void plus(long[] into, long[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    /** How many users wanted to send, over the whole run. */
    public long issued() {
        return issued;
    }

    /** How many of them have ended. */
    public long finished() {
        return finished;
    }

    /** How many were answered stale in a window, of which it is known how old the oldest missing write was. */
    public long aged(Span span) {
        return (long) staleAge.value(span, "count");
    }

    /** How many users wanted to send in a window. */
    public long offered(Span span) {
        return sum(offered, span);
    }

    /** How long all of them took, the failed ones too. */
    List<Spread> all() {
        return List.of(successes, failures);
    }

    /** How many finished with an outcome in a window. */
    public long count(Outcome outcome, Span span) {
        long[] counts = outcomes[outcome.index()];
        return counts == null ? 0 : sum(counts, span);
    }

    /** How many finished in a window without being good. */
    long failed(Span span) {
        long finishedIn = 0;
        for (long[] counts : outcomes) {
            finishedIn += counts == null ? 0 : sum(counts, span);
        }
        return finishedIn - sum(good, span);
    }

    static long sum(long[] counts, Span span) {
        long sum = 0;
        for (int cell = span.from(); cell < span.to(); cell++) {
            sum += counts[cell];
        }
        return sum;
    }
}
