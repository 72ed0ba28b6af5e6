package dev.brownout.instrument;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Something that can be read off for any window of a run. */
public sealed interface Instrument
        permits Counter, TimeWeighted, Ratio, Occupancy, LatencyHistogram, SampledGauge, DerivedGauge {
    /**
     * The measured value.
     *
     * @param span the window
     * @param stat one of {@link #stats}; empty for the value itself
     * @return the value; {@code NaN} for no sample
     */
    double value(CellRange span, String stat);

    /** The values that it can still take in a window when all that is overdue at the end of the run has ended. */
    default PossibleRange range(CellRange span, String stat) {
        return PossibleRange.exactly(value(span, stat));
    }

    /** Returns the value of the samples that have ended, without those that are overdue at the end of the run. */
    default double ended(CellRange span, String stat) {
        return value(span, stat);
    }

    /** The values of its statistics in a window, for one who asks for several. */
    default ToDoubleFunction<String> values(CellRange span) {
        return stat -> value(span, stat);
    }

    /** Whether it counts, so that the value of a window is the sum of the values of its parts. */
    default boolean counts() {
        return false;
    }

    /** The unit of its values: {@code 1}, {@code ratio}, {@code ns}, {@code 1/s}, {@code B} or {@code B/s}. */
    String unit();

    /** The unit of one of its statistics, or of its plain value. */
    default String unit(String stat) {
        return stat.equals("count") ? "1" : stat.equals("rate") ? unit() + "/s" : unit();
    }

    /** The statistics that it offers besides its plain value. */
    default List<String> stats() {
        return List.of();
    }

    /**
     * One instrument that reads what several of the same type read together; {@code null} where that has no meaning.
     */
    default Instrument sum(List<Instrument> parts) {
        return null;
    }

    /** Counts what still runs up to the end of the run. */
    default void settle(long endAt) {}
}
