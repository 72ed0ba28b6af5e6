package dev.brownout.workload;

import dev.brownout.random.KeyedRandom;
import java.util.List;

/** Arrivals of a rate, computed by inversion of its integral. */
final class FlowArrivals implements Arrivals {

    private final OpenLoad flow;
    private final List<LoadMultiplier> surges;
    private final KeyedRandom random;

    private RateSegment stretch;
    private double factor;
    /** End of the segment, or the next change of the factor, in nanoseconds. */
    private long endNanos;

    /** Time of the last arrival, in whole nanoseconds; the fraction is in {@code rest}. */
    private long eventAt;

    private double rest;

    FlowArrivals(OpenLoad flow, List<LoadMultiplier> surges, KeyedRandom random) {
        this.flow = flow;
        this.surges = List.copyOf(surges);
        this.random = random;
        enter(0);
    }

    @Override
    public long nextAt() {
        double due = stretch.nextExpected(random);
        while (true) {
            double offset = eventAt - stretch.fromNanos() + rest;
            double wait =
                    factor == 0 ? Double.POSITIVE_INFINITY : stretch.wait(offset, factor == 1 ? due : due / factor);
            if (wait < endNanos - eventAt - rest) {
                double moved = rest + wait;
                long whole = (long) moved;
                eventAt += whole;
                rest = moved - whole;
                return eventAt;
            }
            if (endNanos == LoadProfile.FOREVER) {
                return LoadProfile.FOREVER;
            }
            due = Math.max(0, due - factor * stretch.expected(offset, endNanos - stretch.fromNanos()));
            enter(endNanos);
        }
    }

    private void enter(long instant) {
        eventAt = instant;
        rest = 0;
        stretch = flow.stretchAt(instant);
        factor = LoadMultiplier.factorAt(surges, instant);
        endNanos = Math.min(stretch.untilNanos(), LoadMultiplier.nextChange(surges, instant));
    }
}
