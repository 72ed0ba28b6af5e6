package dev.brownout.component.queue;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Span;
import dev.brownout.measure.TimeWeighted;

/** Watches how long the deepest backlog of a run took to go away. */
final class Drain {
    private final Simulation simulation;
    private final TimeWeighted depth;
    private long peak;
    private long peakAt;
    private long deepest;
    private long deepestAt;
    private long drainedAt = -1;

    Drain(Simulation simulation, TimeWeighted depth) {
        this.simulation = simulation;
        this.depth = depth;
    }

    /** One more waits. */
    void deeper() {
        if (depth.value() > peak) {
            peak = depth.value();
            peakAt = simulation.now();
        }
        if (peak > deepest) {
            deepest = peak;
            deepestAt = peakAt;
            drainedAt = -1;
        }
    }

    /** One fewer waits. */
    void shallower() {
        if (depth.value() == 0) {
            if (peak == deepest && drainedAt < 0) {
                drainedAt = simulation.now();
            }
            peak = 0;
        }
    }

    /** Nanoseconds from the deepest backlog to the first moment without one; NaN if either is not in the window. */
    double nanos(Span span) {
        boolean inside = deepestAt >= span.startAt() && drainedAt >= 0 && drainedAt < span.endAt();
        return inside ? drainedAt - deepestAt : Double.NaN;
    }
}
