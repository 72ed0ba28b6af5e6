package dev.brownout.tracing;

import dev.brownout.kernel.RequestPhase;
import dev.brownout.result.LatencyBreakdown;
import dev.brownout.result.LatencyBreakdown.Part;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Latency breakdown of a set of requests, summed by tier and phase in whole nanoseconds. */
final class BreakdownAccumulator {
    private static final RequestPhase[] PHASES = RequestPhase.values();

    private final Map<String, BigInteger[]> byTier = new TreeMap<>();
    private long requests;
    private BigInteger latency = BigInteger.ZERO;
    private long minimum = Long.MAX_VALUE;
    private long maximum;

    /** Adds a request, given the last event of its trace. */
    void add(long latencyNanos, TraceEvent last) {
        requests++;
        latency = latency.add(BigInteger.valueOf(latencyNanos));
        minimum = Math.min(minimum, latencyNanos);
        maximum = Math.max(maximum, latencyNanos);
        for (TraceEvent moment = last; moment.before != null; moment = moment.before) {
            long nanos = moment.instant - moment.before.instant;
            if (nanos > 0) {
                BigInteger[] sums = tier(moment.stay.component);
                int phase = moment.phase.ordinal();
                sums[phase] = sums[phase].add(BigInteger.valueOf(nanos));
            }
        }
    }

    private BigInteger[] tier(String component) {
        return byTier.computeIfAbsent(component, tier -> {
            BigInteger[] sums = new BigInteger[PHASES.length];
            Arrays.fill(sums, BigInteger.ZERO);
            return sums;
        });
    }

    /** Adds the sums of another accumulator. */
    void add(BreakdownAccumulator other) {
        requests += other.requests;
        latency = latency.add(other.latency);
        minimum = Math.min(minimum, other.minimum);
        maximum = Math.max(maximum, other.maximum);
        other.byTier.forEach((component, more) -> {
            BigInteger[] sums = tier(component);
            for (int i = 0; i < sums.length; i++) {
                sums[i] = sums[i].add(more[i]);
            }
        });
    }

    /** Returns the name of a phase in results. */
    static String label(RequestPhase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the number of requests. */
    long requests() {
        return requests;
    }

    /** Returns the sum of the latencies, in ns. */
    BigInteger latency() {
        return latency;
    }

    /** Returns the sum of all parts, in ns. */
    BigInteger parts() {
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger[] sums : byTier.values()) {
            for (BigInteger part : sums) {
                sum = sum.add(part);
            }
        }
        return sum;
    }

    /**
     * Returns the mean breakdown. The nanoseconds lost by rounding down are added to the parts that lost most, so that
     * the parts add up to the mean, which is rounded down.
     */
    LatencyBreakdown mean() {
        BigInteger count = BigInteger.valueOf(requests);
        long mean = latency.divide(count).longValueExact();
        List<Part> parts = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        long reported = 0;
        List<String> tiers = new ArrayList<>(byTier.keySet());
        if (tiers.remove(TracingSimulation.USERS)) {
            tiers.add(0, TracingSimulation.USERS);
        }
        for (String tier : tiers) {
            for (RequestPhase phase : PHASES) {
                BigInteger[] both = byTier.get(tier)[phase.ordinal()].divideAndRemainder(count);
                if (both[0].signum() + both[1].signum() > 0) {
                    parts.add(new Part(tier, label(phase), both[0].longValueExact()));
                    lost.add(both[1].longValueExact());
                    reported += both[0].longValueExact();
                }
            }
        }
        for (; reported < mean; reported++) {
            int most = 0;
            for (int i = 1; i < lost.size(); i++) {
                most = lost.get(i) > lost.get(most) ? i : most;
            }
            Part part = parts.get(most);
            parts.set(most, new Part(part.component(), part.phase(), part.meanNanos() + 1));
            lost.set(most, -1L);
        }
        return new LatencyBreakdown(requests, mean, minimum, maximum, parts);
    }
}
