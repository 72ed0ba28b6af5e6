package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OpenCounts;
import dev.brownout.instrument.PercentileSeries;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.service.FailureCause;
import dev.brownout.service.Outcome;
import java.util.List;
import java.util.TreeMap;

/** Counts and latencies of the requests of one class from one region, by the cell of the intended send time. */
public final class RequestStats {
    private final TimeGrid grid;
    /** Issued requests, by cell. */
    final long[] offered;
    /** Successful requests within the latency threshold, by cell. */
    final long[] onTime;
    /** Successful requests above the latency threshold, by cell. */
    final long[] aboveThreshold;

    final long[] attempts;
    /** Completed requests, by outcome and cell. */
    final long[][] outcomes = new long[Outcome.count()][];
    /** Failed requests, by {@code FailureCause} and cell. */
    final TreeMap<Integer, long[]> causes = new TreeMap<>();
    /** Latencies of successful requests, in ns. */
    final LatencyHistogram successLatencies;
    /** Staleness of stale responses, in ns: the age of the oldest acknowledged write that the response misses. */
    final LatencyHistogram staleAge;

    private final LatencyHistogram failureLatencies;
    /** Latency percentiles of successful requests, by interval. */
    final PercentileSeries latencySeries;
    /** Overdue requests, by cell: open for longer than usual at the end of the run; 0 until then. */
    final long[] overdue;
    /** Overdue requests, by cell, that have already exceeded the latency threshold. */
    final long[] overdueLate;
    /** Lower bounds of the ages of the overdue requests at the end of the run, in ns. */
    final LatencyHistogram overdueAge;

    private long issued;
    private long finished;

    /** Creates empty counts. */
    public RequestStats(TimeGrid grid) {
        this.grid = grid;
        this.offered = new long[grid.cells()];
        this.onTime = new long[grid.cells()];
        this.aboveThreshold = new long[grid.cells()];
        this.attempts = new long[grid.cells()];
        this.successLatencies = new LatencyHistogram(grid);
        this.staleAge = new LatencyHistogram(grid);
        this.failureLatencies = new LatencyHistogram(grid);
        this.latencySeries = new PercentileSeries(grid);
        this.overdue = new long[grid.cells()];
        this.overdueLate = new long[grid.cells()];
        this.overdueAge = new LatencyHistogram(grid);
    }

    /** Counts an attempt, first or retry, of a request that was issued in a cell. */
    public void attempt(int cell) {
        attempts[cell]++;
    }

    /** Counts a request with its intended send time in a cell. */
    public void issue(int cell) {
        offered[cell]++;
        issued++;
    }

    /**
     * Counts a completed request.
     *
     * @param cell cell in which the request was issued
     * @param isLate whether a successful request exceeded the latency threshold
     * @param component the component that caused the failure; ignored for a successful request
     */
    public void complete(int cell, Outcome outcome, boolean isLate, long component, long latencyNanos) {
        finished++;
        long[] counts = outcomes[outcome.index()];
        if (counts == null) {
            counts = new long[grid.cells()];
            outcomes[outcome.index()] = counts;
        }
        counts[cell]++;
        int segment = grid.segment(cell);
        if (!outcome.good()) {
            failureLatencies.recordIn(segment, latencyNanos);
            countCause(FailureCause.code(outcome, component), cell);
            return;
        }
        if (isLate) {
            aboveThreshold[cell]++;
        } else {
            onTime[cell]++;
        }
        successLatencies.recordIn(segment, latencyNanos);
        latencySeries.recordIn(cell, latencyNanos);
    }

    private void countCause(int cause, int cell) {
        long[] counts = causes.get(cause);
        if (counts == null) {
            counts = new long[grid.cells()];
            causes.put(cause, counts);
        }
        counts[cell]++;
    }

    /**
     * Counts the overdue requests at the end of the run.
     *
     * @param open open requests
     * @param now end of the run, in ns
     * @param longestUsualNanos longest usual response time, in ns; an open request of at least this age is overdue
     * @param goodWithinNanos latency threshold of a good response, in ns
     */
    public void recordOverdue(OpenCounts open, long now, long longestUsualNanos, long goodWithinNanos) {
        long[] overdueByCell = open.olderThan(now, longestUsualNanos);
        long[] overdueLateByCell = open.olderThan(now, Math.max(longestUsualNanos, goodWithinNanos));
        for (int cell = 0; cell < overdueByCell.length; cell++) {
            overdue[cell] = overdueByCell[cell];
            overdueLate[cell] = overdueLateByCell[cell];
            long age = Math.max(longestUsualNanos, now - grid.start(cell + 1));
            for (long i = 0; i < overdueByCell[cell]; i++) {
                overdueAge.recordIn(grid.segment(cell), age);
            }
        }
    }

    /** Records the staleness of a stale response, in ns, to a request that was issued in a cell. */
    public void recordStaleness(int cell, long nanos) {
        staleAge.recordIn(grid.segment(cell), nanos);
    }

    /** Adds the counts and latencies of another class or region. */
    void add(RequestStats other) {
        addTo(offered, other.offered);
        addTo(onTime, other.onTime);
        addTo(aboveThreshold, other.aboveThreshold);
        addTo(attempts, other.attempts);
        for (int i = 0; i < outcomes.length; i++) {
            if (other.outcomes[i] != null) {
                if (outcomes[i] == null) {
                    outcomes[i] = new long[grid.cells()];
                }
                addTo(outcomes[i], other.outcomes[i]);
            }
        }
        other.causes.forEach((cause, counts) ->
                addTo(causes.computeIfAbsent(cause, c -> new long[grid.cells()]), counts));
        successLatencies.add(other.successLatencies);
        staleAge.add(other.staleAge);
        failureLatencies.add(other.failureLatencies);
        latencySeries.add(other.latencySeries);
        addTo(overdue, other.overdue);
        addTo(overdueLate, other.overdueLate);
        overdueAge.add(other.overdueAge);
        issued += other.issued;
        finished += other.finished;
    }

    private static void addTo(long[] into, long[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    /** Returns the latencies of the successful requests. */
    public LatencyHistogram successLatencies() {
        return successLatencies;
    }

    /** Returns the number of requests issued in the whole run. */
    public long issued() {
        return issued;
    }

    /** Returns the number of requests completed in the whole run. */
    public long finished() {
        return finished;
    }

    /** Returns the number of stale responses of a window with a recorded staleness. */
    public long staleCount(CellRange span) {
        return (long) staleAge.value(span, "count");
    }

    /** Returns the number of requests issued in a window. */
    public long issuedRequests(CellRange span) {
        return sum(offered, span);
    }

    /** Returns the latencies of all completed requests, successful and failed. */
    public List<LatencyHistogram> allLatencies() {
        return List.of(successLatencies, failureLatencies);
    }

    /** Returns the latencies of all completed requests, and the ages of the overdue requests. */
    List<LatencyHistogram> latenciesWithOverdue() {
        return List.of(successLatencies, failureLatencies, overdueAge);
    }

    /** Returns the number of completed requests of a window. */
    long finished(CellRange span) {
        return sum(onTime, span) + failed(span);
    }

    /** Returns the number of completed or overdue requests of a window. */
    long completedOrOverdue(CellRange span) {
        return finished(span) + overdue(span);
    }

    /**
     * Returns the rate of good requests of a window, per second. The result of an open request that is not overdue is
     * unknown. Such requests are assumed to be good in the same proportion as the completed and overdue ones. Returns
     * {@code NaN} if requests were issued in the window but none of them is completed or overdue.
     *
     * @param goodCount number of good requests of the window
     */
    double throughput(CellRange span, long goodCount) {
        long due = completedOrOverdue(span);
        long open = sum(offered, span) - due;
        double openFactor = open == 0 ? 1 : 1 + (double) open / due;
        return goodCount * openFactor * 1e9 / span.nanos();
    }

    /** Returns the number of overdue requests of a window. */
    long overdue(CellRange span) {
        return sum(overdue, span);
    }

    /** Returns the number of overdue requests of a window that can still meet the latency threshold. */
    long overdueInTime(CellRange span) {
        return sum(overdue, span) - sum(overdueLate, span);
    }

    /** Returns the number of requests of a window that were completed with an outcome. */
    public long count(Outcome outcome, CellRange span) {
        long[] counts = outcomes[outcome.index()];
        return counts == null ? 0 : sum(counts, span);
    }

    /** Returns the number of completed requests of a window that are not good: failed or late. */
    long failed(CellRange span) {
        long endAt = 0;
        for (long[] counts : outcomes) {
            endAt += counts == null ? 0 : sum(counts, span);
        }
        return endAt - sum(onTime, span);
    }

    static long sum(long[] counts, CellRange span) {
        long sum = 0;
        for (int cell = span.from(); cell < span.to(); cell++) {
            sum += counts[cell];
        }
        return sum;
    }
}
