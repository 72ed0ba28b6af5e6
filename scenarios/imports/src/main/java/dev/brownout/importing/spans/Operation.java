package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.TookHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Operation of a service: number of runs, own time, and calls. */
final class Operation implements Callee {
    private final String service;
    private final String name;
    private final TookHistogram ownTimes = new TookHistogram();
    private final TookHistogram failingTimes = new TookHistogram();
    private final TookHistogram abortedTimes = new TookHistogram();
    private final TookHistogram totalTimes = new TookHistogram();
    private final Map<Callee, OperationCalls> calls = new LinkedHashMap<>();
    private final Map<List<Callee>, Pair> pairs = new LinkedHashMap<>();
    private long runs;
    private long started;
    private long remoteStarts;
    private long called;
    private long longest;
    private long lateRuns;
    private long latest;

    Operation(String service, String name) {
        this.service = service;
        this.name = name;
    }

    /** Order and overlap of two callees of an operation, over the runs that called both. */
    static final class Pair {
        private long both;
        private long together;
        private long firstBefore;

        void add(boolean overlapping, boolean firstIsFirst) {
            both++;
            together += overlapping ? 1 : 0;
            firstBefore += firstIsFirst ? 1 : 0;
        }

        /** Returns whether calls of both callees overlap in more than half of the runs. */
        boolean parallel() {
            return 2 * together > both;
        }

        /** Returns whether the first callee is called first in at least half of the runs. */
        boolean inOrder() {
            return 2 * firstBefore >= both;
        }
    }

    /**
     * Records a run.
     *
     * @param nanos duration in ns
     * @param ownNanos part of the duration without a call in flight, in ns
     * @param fails whether the run failed
     * @param aborted whether it failed because of a failed call
     */
    void ran(long nanos, long ownNanos, boolean fails, boolean aborted) {
        runs++;
        long ownMicros = Math.round(ownNanos / 1e3);
        if (!fails) {
            ownTimes.add(ownMicros);
            totalTimes.add(Math.round(nanos / 1e3));
        } else {
            (aborted ? abortedTimes : failingTimes).add(ownMicros);
        }
        longest = Math.max(longest, nanos);
    }

    /**
     * Counts a request that begins with this operation.
     *
     * @param parentMissing whether the span has a parent that is missing, instead of no parent
     */
    void begins(boolean parentMissing) {
        started += parentMissing ? 0 : 1;
        remoteStarts += parentMissing ? 1 : 0;
    }

    /** Counts a run with internal spans that end later than the run. */
    void worksLonger(long nanos) {
        lateRuns++;
        latest = Math.max(latest, nanos);
    }

    /** Returns the number of runs with internal spans that end later than the run. */
    long lateRuns() {
        return lateRuns;
    }

    /** Returns the longest time from the end of a run to the end of its internal spans, in ns. */
    long latest() {
        return latest;
    }

    /** Counts a call by another operation. */
    void countCall() {
        called++;
    }

    OperationCalls calls(Callee callee) {
        return calls.computeIfAbsent(callee, OperationCalls::new);
    }

    /** Records a run that calls two callees, the first of them first. Both orders share one {@link Pair}. */
    void pair(Callee first, Callee second, boolean overlapping) {
        Pair reversed = pairs.get(List.of(second, first));
        if (reversed != null) {
            reversed.add(overlapping, false);
        } else {
            pairs.computeIfAbsent(List.of(first, second), key -> new Pair()).add(overlapping, true);
        }
    }

    /** Returns whether two callees are called in parallel. */
    boolean parallel(Callee first, Callee second) {
        Pair pair = pairs.getOrDefault(List.of(first, second), pairs.get(List.of(second, first)));
        return pair != null && pair.parallel();
    }

    /**
     * Returns whether one callee is called before another one. The order in most runs decides. If no run calls both,
     * the average start of the calls decides.
     */
    boolean isCalledBefore(Callee first, Callee second) {
        Pair pair = pairs.get(List.of(first, second));
        if (pair != null) {
            return pair.inOrder();
        }
        Pair reversed = pairs.get(List.of(second, first));
        if (reversed != null) {
            return !reversed.inOrder();
        }
        return calls.get(first).offset() < calls.get(second).offset();
    }

    String service() {
        return service;
    }

    String name() {
        return name;
    }

    /** Returns the calls in ascending order of their average start. */
    List<OperationCalls> calls() {
        List<OperationCalls> sorted = new ArrayList<>(calls.values());
        sorted.sort(Comparator.comparingDouble(OperationCalls::offset)
                .thenComparing(calls -> calls.callee().label()));
        return sorted;
    }

    /** Returns the own time of the successful runs, in microseconds; that of all runs if none is successful. */
    TookHistogram ownTimes() {
        if (ownTimes.size() > 0) {
            return ownTimes;
        }
        TookHistogram all = new TookHistogram();
        all.add(failingTimes);
        all.add(abortedTimes);
        return all;
    }

    /** Returns the mean own time of all runs, in microseconds. */
    double meanOwnMicros() {
        double failing = failingTimes.size() == 0 ? 0 : failingTimes.size() * failingTimes.mean();
        return ((runs - failingTimes.size()) * ownTimes().mean() + failing) / runs;
    }

    /** Returns the own time of the runs that failed although none of their calls had failed, in microseconds. */
    TookHistogram failingTimes() {
        return failingTimes;
    }

    /** Returns the number of failed runs. */
    long failedRuns() {
        return failingTimes.size() + abortedTimes.size();
    }

    /** Returns the duration of the successful runs including their calls, in microseconds. */
    TookHistogram totalTimes() {
        return totalTimes;
    }

    /** Returns the longest duration of a run, in ns. */
    long longest() {
        return longest;
    }

    /**
     * Returns the number of user requests that begin with this operation. If other operations call it, only spans
     * without a parent count.
     */
    long requests() {
        return started + (called == 0 ? remoteStarts : 0);
    }

    /**
     * Returns the number of traces without their beginning: they begin with this operation, although other operations
     * call it.
     */
    long tracesWithoutBeginning() {
        return called == 0 ? 0 : remoteStarts;
    }

    @Override
    public String label() {
        return service + " " + name;
    }

    @Override
    public long callCount() {
        return runs;
    }

    @Override
    public long failed() {
        return failingTimes.size();
    }
}
