package dev.brownout.tracing;

import dev.brownout.result.LatencyBreakdown;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the latency breakdown of the requests of each class: the mean of the successful ones, the successful ones
 * near a percentile, and the failed ones.
 */
public final class BreakdownCollector {
    /** Precision of the latency buckets: a bucket is at most 1/64 of its latency wide. */
    private static final int FINENESS_BITS = 6;

    /**
     * Half the width of the range about a percentile, in percentage points. Buckets at its ends are included
     * completely.
     */
    private static final double ABOUT = 0.5;

    private static final double[] PERCENTILES = {50, 99};

    private final long fromNanos;
    private final Map<String, Answers> classes = new TreeMap<>();
    private final TracingSimulation tracer = new TracingSimulation(this::isMeasured, false, this::onEnd);

    /** Requests of one class, the successful ones by latency bucket. */
    private static final class Answers {
        private final SortedMap<Integer, BreakdownAccumulator> good = new TreeMap<>();
        private final BreakdownAccumulator failed = new BreakdownAccumulator();

        BreakdownAccumulator goodOnes() {
            BreakdownAccumulator all = new BreakdownAccumulator();
            good.values().forEach(all::add);
            return all;
        }
    }

    /** Invariant: two counts that must be equal. */
    public record Identity(String name, BigInteger left, BigInteger right) {}

    /**
     * Creates a collector for a run that has not started.
     *
     * @param fromNanos earliest intended send time of a counted request, in ns
     */
    public BreakdownCollector(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    /** Returns the simulation that the run must use. */
    public TracingSimulation tracer() {
        return tracer;
    }

    private boolean isMeasured(Request request) {
        return request.intendedSendAt() >= fromNanos;
    }

    private void onEnd(TraceRecorder journal, Outcome outcome, TraceEvent last) {
        Answers answers = classes.computeIfAbsent(journal.type, type -> new Answers());
        long latency = tracer.now() - journal.request.intendedSendAt();
        BreakdownAccumulator sums = outcome.good()
                ? answers.good.computeIfAbsent(bucket(latency), nearly -> new BreakdownAccumulator())
                : answers.failed;
        sums.add(latency, last);
    }

    private static int bucket(long nanos) {
        int octave = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - FINENESS_BITS - 1);
        return (octave << FINENESS_BITS) + (int) (nanos >>> octave);
    }

    /**
     * Returns the breakdowns by class in alphabetical order, then by {@code mean}, {@code p50}, {@code p99} and
     * {@code failed}. Entries without requests are omitted.
     */
    public Map<String, Map<String, LatencyBreakdown>> results() {
        Map<String, Map<String, LatencyBreakdown>> results = new TreeMap<>();
        classes.forEach((type, answers) -> {
            Map<String, LatencyBreakdown> parts = new LinkedHashMap<>();
            BreakdownAccumulator all = answers.goodOnes();
            if (all.requests() > 0) {
                parts.put("mean", all.mean());
                for (double percent : PERCENTILES) {
                    parts.put("p" + (int) percent, breakdown(percent, all.requests(), answers.good));
                }
            }
            if (answers.failed.requests() > 0) {
                parts.put("failed", answers.failed.mean());
            }
            results.put(type, parts);
        });
        return results;
    }

    private static LatencyBreakdown breakdown(
            double percent, long requests, SortedMap<Integer, BreakdownAccumulator> sorted) {
        long from = Math.max(1, (long) Math.ceil((percent - ABOUT) / 100 * requests));
        long to = Math.max(from, (long) Math.ceil((percent + ABOUT) / 100 * requests));
        BreakdownAccumulator about = new BreakdownAccumulator();
        long upTo = 0;
        for (BreakdownAccumulator nearly : sorted.values()) {
            if (upTo < to && upTo + nearly.requests() >= from) {
                about.add(nearly);
            }
            upTo += nearly.requests();
        }
        return about.mean();
    }

    /** Returns the number of successful requests of a class. */
    public long successfulRequests(String type) {
        return classes.containsKey(type) ? classes.get(type).goodOnes().requests() : 0;
    }

    /** Returns the invariants of each class. */
    public List<Identity> identities() {
        List<Identity> identities = new ArrayList<>();
        classes.forEach((type, answers) -> {
            BreakdownAccumulator all = answers.goodOnes();
            all.add(answers.failed);
            identities.add(new Identity(type + ": sum of latency parts = latency, in ns", all.parts(), all.latency()));
        });
        return identities;
    }
}
