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
 * Where the time of the requests of each class went: of those answered well their mean and those about a percentile,
 * and of those that failed.
 */
public final class BreakdownCollector {
    /** Latencies that differ by less than a 64th are kept together. */
    private static final int FINENESS_BITS = 6;

    /** Requests about a percentile: half a percent of all on either side of it, and those of nearly their latency. */
    private static final double ABOUT = 0.5;

    private static final double[] PERCENTILES = {50, 99};

    private final long fromNanos;
    private final Map<String, Answers> classes = new TreeMap<>();
    private final TracingSimulation tracer = new TracingSimulation(this::measured, false, this::ended);

    /** The requests of a class. */
    private static final class Answers {
        private final SortedMap<Integer, BreakdownAccumulator> good = new TreeMap<>();
        private final BreakdownAccumulator failed = new BreakdownAccumulator();

        BreakdownAccumulator goodOnes() {
            BreakdownAccumulator all = new BreakdownAccumulator();
            good.values().forEach(all::add);
            return all;
        }
    }

    /** Two counts that must be equal. */
    public record Identity(String what, BigInteger left, BigInteger right) {}

    /**
     * Of a run that has not begun.
     *
     * @param fromNanos requests that were wanted before are not counted
     */
    public BreakdownCollector(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    /** The run that has to be made for them. */
    public TracingSimulation tracer() {
        return tracer;
    }

    private boolean measured(Request request) {
        return request.bornAt() >= fromNanos;
    }

    private void ended(TraceRecorder journal, Outcome outcome, TraceEvent last) {
        Answers answers = classes.computeIfAbsent(journal.type, type -> new Answers());
        long latency = tracer.now() - journal.request.bornAt();
        BreakdownAccumulator sums = outcome.good()
                ? answers.good.computeIfAbsent(bucket(latency), nearly -> new BreakdownAccumulator())
                : answers.failed;
        sums.add(latency, last);
    }

    private static int bucket(long nanos) {
        int octave = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - FINENESS_BITS - 1);
        return (octave << FINENESS_BITS) + (int) (nanos >>> octave);
    }

    /** By class, in the order of names: {@code mean}, {@code p50}, {@code p99} and {@code failed}, as far as there. */
    public Map<String, Map<String, LatencyBreakdown>> results() {
        Map<String, Map<String, LatencyBreakdown>> results = new TreeMap<>();
        classes.forEach((type, answers) -> {
            Map<String, LatencyBreakdown> parts = new LinkedHashMap<>();
            BreakdownAccumulator all = answers.goodOnes();
            if (all.requests() > 0) {
                parts.put("mean", all.mean());
                for (double percent : PERCENTILES) {
                    parts.put("p" + (int) percent, about(percent, all.requests(), answers.good));
                }
            }
            if (answers.failed.requests() > 0) {
                parts.put("failed", answers.failed.mean());
            }
            results.put(type, parts);
        });
        return results;
    }

    private static LatencyBreakdown about(
            double percent, long requests, SortedMap<Integer, BreakdownAccumulator> sorted) {
        long from = Math.max(1, (long) StrictMath.ceil((percent - ABOUT) / 100 * requests));
        long to = Math.max(from, (long) StrictMath.ceil((percent + ABOUT) / 100 * requests));
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

    /** How many requests of a class were answered well. */
    public long answered(String type) {
        return classes.containsKey(type) ? classes.get(type).goodOnes().requests() : 0;
    }

    /** What must be equal for each class. */
    public List<Identity> identities() {
        List<Identity> identities = new ArrayList<>();
        classes.forEach((type, answers) -> {
            BreakdownAccumulator all = answers.goodOnes();
            all.add(answers.failed);
            identities.add(new Identity(
                    type + ": parts of latencies = latencies, in nanoseconds", all.parts(), all.latency()));
        });
        return identities;
    }
}
