package dev.brownout.metrics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;

/** Metric that an alert reads during the run. It covers completed requests and current levels, never future events. */
public final class AlertSignal {
    private final Optional<LongFunction<CumulativeSnapshot>> counted;
    private final Optional<DoubleSupplier> level;

    /**
     * Creates a signal.
     *
     * @param counted takes a cumulative snapshot at the current instant, its argument; empty if the metric is not
     *     counted over time
     * @param level reads the current value; empty if the metric has no current value
     */
    AlertSignal(Optional<LongFunction<CumulativeSnapshot>> counted, Optional<DoubleSupplier> level) {
        this.counted = counted;
        this.level = level;
    }

    /** Returns whether the metric has a value over a window. */
    public boolean overTime() {
        return counted.isPresent();
    }

    /** Returns whether the metric has a value at an instant. */
    public boolean atOnce() {
        return level.isPresent();
    }

    /** Returns the current value. */
    public double currentValue() {
        return level.orElseThrow().getAsDouble();
    }

    /**
     * Creates a sliding window over the metric that ends at the instant of evaluation.
     *
     * @param spanNanos length of the window, in ns
     */
    public Lookback lookback(long spanNanos) {
        return new Lookback(counted.orElseThrow(), spanNanos);
    }

    /**
     * Sliding window over a metric. It keeps the cumulative snapshot at the start of each window that is still to be
     * evaluated. Until the run is as old as the window is long, the window starts at the start of the run.
     */
    public static final class Lookback {
        private final LongFunction<CumulativeSnapshot> counted;
        private final long spanNanos;
        private final Deque<CumulativeSnapshot> windowStarts = new ArrayDeque<>();
        private CumulativeSnapshot start;
        private long retained;

        private Lookback(LongFunction<CumulativeSnapshot> counted, long spanNanos) {
            this.counted = counted;
            this.spanNanos = spanNanos;
        }

        /** Returns the length of the window, in ns. */
        public long spanNanos() {
            return spanNanos;
        }

        /** Returns the memory of the retained snapshots, in units of one plain count's snapshot. */
        public long snapshotMemory() {
            return retained;
        }

        /** Takes the snapshot at the start of the run. */
        public void start() {
            start = counted.apply(0);
        }

        /** Starts a window now. Its evaluation follows one window length later. */
        public void begin(long now) {
            CumulativeSnapshot past = counted.apply(now);
            retained += past.memoryUnits();
            windowStarts.add(past);
        }

        /** Returns the value of the window that ends now; {@code NaN} if it has no data. */
        public double value(long now) {
            CumulativeSnapshot from = now <= spanNanos ? start : windowStarts.remove();
            retained -= from == start ? 0 : from.memoryUnits();
            return counted.apply(now).differenceTo(from);
        }
    }
}
