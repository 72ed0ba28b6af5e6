package dev.brownout.workload;

import java.util.List;

/** Plays recorded arrivals back, with each arrival multiplied by the factor of its surge. */
final class TracePlayback implements Arrivals {

    /** Fraction from which a request counts as complete, to tolerate rounding: three times a third is one request. */
    private static final double WHOLE = 1 - 1e-9;

    private final TraceArrivals trace;
    private final List<LoadMultiplier> surges;
    private int next;
    /** Number of requests not yet returned for the arrivals before the next one, including a fraction. */
    private double carriedFraction;

    TracePlayback(TraceArrivals trace, List<LoadMultiplier> surges) {
        this.trace = trace;
        this.surges = List.copyOf(surges);
    }

    @Override
    public long nextAt() {
        while (carriedFraction < WHOLE) {
            if (next == trace.size()) {
                return LoadProfile.FOREVER;
            }
            carriedFraction += LoadMultiplier.factorAt(surges, trace.instantOf(next));
            next++;
        }
        carriedFraction -= 1;
        return trace.instantOf(next - 1);
    }
}
