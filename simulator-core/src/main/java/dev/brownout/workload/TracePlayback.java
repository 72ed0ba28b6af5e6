package dev.brownout.workload;

import java.util.List;

/** Plays recorded arrivals back, each as often as the surge of its moment asks for. */
final class TracePlayback implements Arrivals {

    /** What is owed counts as a whole request from here on: a third thrice is one, whatever the rounding. */
    private static final double WHOLE = 1 - 1e-9;

    private final TraceArrivals trace;
    private final List<LoadMultiplier> surges;
    private int next;
    /** How many requests are still owed for the arrivals before the next. */
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
            carriedFraction += LoadMultiplier.factorAt(surges, trace.at(next));
            next++;
        }
        carriedFraction -= 1;
        return trace.at(next - 1);
    }
}
