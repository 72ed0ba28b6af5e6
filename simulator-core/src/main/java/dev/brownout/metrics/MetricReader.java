package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.result.DisplayHints;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Reader of one metric. */
public interface MetricReader {
    /** Returns the value of a window; {@code NaN} if there is no data. */
    double value(CellRange span);

    /** Returns the values that a window can still take after the requests overdue at the end of the run have ended. */
    default PossibleRange range(CellRange span) {
        return PossibleRange.exactly(value(span));
    }

    /** Returns the unit of the metric. */
    String unit();

    /** Returns whether the metric is additive: the value of a window is the sum of the values of its parts. */
    default boolean counts() {
        return false;
    }

    /** Returns whether a single interval has a value. */
    default boolean steps() {
        return true;
    }

    /** Returns the display hints of the metric. */
    default DisplayHints showing() {
        return DisplayHints.PLAIN;
    }

    /**
     * Returns the numerator and denominator of a share, from which the shares of windows are combined; empty for a
     * metric that is not a share.
     */
    default Optional<Parts> parts(CellRange span) {
        return Optional.empty();
    }

    /** Numerator and denominator of a share: two counts, or the integrals of two levels over time. */
    record Parts(BigInteger part, BigInteger whole) {
        static Parts of(long part, long whole) {
            return new Parts(BigInteger.valueOf(part), BigInteger.valueOf(whole));
        }
    }

    /**
     * Returns the value of one interval, for series. It equals {@link #value} for metrics that are kept per cell.
     *
     * @param step index of the interval
     * @param span cells of the interval
     */
    default double step(int step, CellRange span) {
        return value(span);
    }

    /**
     * Returns the values of a series, one per interval.
     *
     * @param steps all intervals
     * @param measured index of the first interval after the warm-up
     */
    default double[] series(List<CellRange> steps, int measured) {
        double[] values = new double[steps.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = step(i, steps.get(i));
        }
        return values;
    }
}
