package dev.brownout.instrument;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A measurement that can be evaluated over any window of a run. */
public sealed interface Instrument
        permits Counter, TimeWeighted, Ratio, Occupancy, LatencyHistogram, SampledGauge, DerivedGauge {
    /**
     * Returns the measured value.
     *
     * @param span the window
     * @param stat one of {@link #stats}; empty for the value itself
     * @return the value; {@code NaN} without samples
     */
    double value(CellRange span, String stat);

    /** Returns the values that are possible in a window once all samples overdue at the end of the run have ended. */
    default PossibleRange range(CellRange span, String stat) {
        return PossibleRange.exactly(value(span, stat));
    }

    /** Returns the value of the samples that have ended, without those that are overdue at the end of the run. */
    default double endedValue(CellRange span, String stat) {
        return value(span, stat);
    }

    /** Returns a function that gives the statistics of a window, for several evaluations. */
    default ToDoubleFunction<String> values(CellRange span) {
        return stat -> value(span, stat);
    }

    /** Returns the values of several windows. */
    default double[] series(List<CellRange> spans) {
        return spans.stream().mapToDouble(span -> value(span, "")).toArray();
    }

    /** Returns whether the value of a window is the sum of the values of its parts. */
    default boolean counts() {
        return false;
    }

    /** Returns the unit of the values: {@code 1}, {@code ratio}, {@code ns}, {@code 1/s}, {@code B} or {@code B/s}. */
    String unit();

    /** Returns the unit of a statistic, or of the plain value. */
    default String unit(String stat) {
        return stat.equals("count") ? "1" : stat.equals("rate") ? unit() + "/s" : unit();
    }

    /** Returns the available statistics besides the plain value. */
    default List<String> stats() {
        return List.of();
    }

    /** Returns whether the instrument has a statistic. */
    default boolean hasStatistic(String stat) {
        return stats().contains(stat);
    }

    /**
     * Returns an instrument that combines several instruments of this type, or {@code null} if a combination has no
     * meaning.
     */
    default Instrument sum(List<Instrument> parts) {
        return null;
    }

    /** Completes the measurement at the end of the run. */
    default void complete(long endAt) {}
}
