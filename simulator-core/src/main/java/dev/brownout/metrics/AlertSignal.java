package dev.brownout.metrics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;

/** A number that a monitor reads while the run goes on: of what has ended or stands by now, never of what comes. */
public final class AlertSignal {
    private final Optional<LongFunction<CumulativeSnapshot>> counted;
    private final Optional<DoubleSupplier> level;

    /**
     * What can be read.
     *
     * @param counted what has been counted up to an instant, which is now; empty where nothing is
     * @param level what stands now; empty where nothing does
     */
    AlertSignal(Optional<LongFunction<CumulativeSnapshot>> counted, Optional<DoubleSupplier> level) {
        this.counted = counted;
        this.level = level;
    }

    /** Whether it has a value over a time. */
    public boolean overTime() {
        return counted.isPresent();
    }

    /** Whether it has a value at an instant. */
    public boolean atOnce() {
        return level.isPresent();
    }

    /** What stands now. */
    public double now() {
        return level.orElseThrow().getAsDouble();
    }

    /** What of it lies within a time that ends when somebody looks. */
    public Lookback over(long spanNanos) {
        return new Lookback(counted.orElseThrow(), spanNanos);
    }

    /**
     * A window that slides: what had been counted where it begins is kept for each look that will reach back to there.
     * Before the run is as old as the window is long, it reaches back to the start.
     */
    public static final class Lookback {
        private final LongFunction<CumulativeSnapshot> counted;
        private final long spanNanos;
        private final Deque<CumulativeSnapshot> begins = new ArrayDeque<>();
        private CumulativeSnapshot start;
        private long held;

        private Lookback(LongFunction<CumulativeSnapshot> counted, long spanNanos) {
            this.counted = counted;
            this.spanNanos = spanNanos;
        }

        /** Its length in nanoseconds. */
        public long spanNanos() {
            return spanNanos;
        }

        /** How many instants are kept, of a plain count; others take as much memory as so many of these. */
        public long kept() {
            return held;
        }

        /** The run begins. */
        public void start() {
            start = counted.apply(0);
        }

        /** A window begins now, that of the look that comes when it is over. */
        public void begin(long now) {
            CumulativeSnapshot past = counted.apply(now);
            held += past.held();
            begins.add(past);
        }

        /** What lies within the window that ends now; {@code NaN} for nothing seen. */
        public double value(long now) {
            CumulativeSnapshot from = now <= spanNanos ? start : begins.remove();
            held -= from == start ? 0 : from.held();
            return counted.apply(now).since(from);
        }
    }
}
