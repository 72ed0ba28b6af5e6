package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.TookHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An operation of a service: how often it ran, how long it worked itself, and what it called. */
final class Operation implements Callee {
    private final String service;
    private final String name;
    private final TookHistogram own = new TookHistogram();
    private final TookHistogram whole = new TookHistogram();
    private final Map<Callee, OperationCalls> calls = new LinkedHashMap<>();
    private final Map<List<Callee>, Pair> pairs = new LinkedHashMap<>();
    private long failed;
    private long begun;
    private long begunElsewhere;
    private long called;
    private long longest;

    Operation(String service, String name) {
        this.service = service;
        this.name = name;
    }

    /** How two things that an operation calls stand to each other, in the runs that called both. */
    static final class Pair {
        private long both;
        private long together;
        private long firstBefore;

        void add(boolean overlapping, boolean firstIsFirst) {
            both++;
            together += overlapping ? 1 : 0;
            firstBefore += firstIsFirst ? 1 : 0;
        }

        /** Whether calls of one are mostly under way while calls of the other are. */
        boolean parallel() {
            return 2 * together > both;
        }

        /** Whether the first of the two is mostly called first. */
        boolean inOrder() {
            return 2 * firstBefore >= both;
        }
    }

    /**
     * Takes a run.
     *
     * @param nanos how long it took
     * @param ownNanos how much of that nothing that it called was under way
     * @param failing whether it failed, though nothing that it called had
     */
    void ran(long nanos, long ownNanos, boolean failing) {
        own.add(Math.round(ownNanos / 1e3));
        whole.add(Math.round(nanos / 1e3));
        longest = Math.max(longest, nanos);
        failed += failing ? 1 : 0;
    }

    /** Counts a request that begins with it, as its span has no parent or one that is not there. */
    void begins(boolean elsewhere) {
        begun += elsewhere ? 0 : 1;
        begunElsewhere += elsewhere ? 1 : 0;
    }

    /** Counts a call by another operation. */
    void called() {
        called++;
    }

    OperationCalls calls(Callee callee) {
        return calls.computeIfAbsent(callee, OperationCalls::new);
    }

    /** The pair of two things that it calls, in this order; it is one with that in the other order. */
    void pair(Callee one, Callee other, boolean overlapping) {
        Pair turned = pairs.get(List.of(other, one));
        if (turned != null) {
            turned.add(overlapping, false);
        } else {
            pairs.computeIfAbsent(List.of(one, other), both -> new Pair()).add(overlapping, true);
        }
    }

    /** Whether two things are called at the same time. */
    boolean parallel(Callee one, Callee other) {
        Pair pair = pairs.getOrDefault(List.of(one, other), pairs.get(List.of(other, one)));
        return pair != null && pair.parallel();
    }

    /** Whether one thing is called before another: mostly, or where no run calls both, earlier on average. */
    boolean before(Callee one, Callee other) {
        Pair pair = pairs.get(List.of(one, other));
        if (pair != null) {
            return pair.inOrder();
        }
        Pair turned = pairs.get(List.of(other, one));
        if (turned != null) {
            return !turned.inOrder();
        }
        return calls.get(one).offset() < calls.get(other).offset();
    }

    String service() {
        return service;
    }

    String name() {
        return name;
    }

    /** What it calls, what is called early first. */
    List<OperationCalls> calls() {
        List<OperationCalls> sorted = new ArrayList<>(calls.values());
        sorted.sort(Comparator.comparingDouble(OperationCalls::offset)
                .thenComparing(one -> one.callee().label()));
        return sorted;
    }

    /** Its own work, in microseconds. */
    TookHistogram own() {
        return own;
    }

    /** How long it took with all that it called, in microseconds. */
    TookHistogram whole() {
        return whole;
    }

    /** The longest time that it took, in nanoseconds. */
    long longest() {
        return longest;
    }

    /** How many requests of users begin with it: where it is called from inside as well, those without a parent. */
    long requests() {
        return begun + (called == 0 ? begunElsewhere : 0);
    }

    /** How many traces begin with it though it is called from inside: what came before is missing. */
    long beheaded() {
        return called == 0 ? 0 : begunElsewhere;
    }

    @Override
    public String label() {
        return service + " " + name;
    }

    @Override
    public long asked() {
        return own.size();
    }

    @Override
    public long failed() {
        return failed;
    }
}
