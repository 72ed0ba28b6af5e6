package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.result.DisplayHints;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** One metric, ready to be read. */
public interface MetricReader {
    /** The value of a window; {@code NaN} for no data. */
    double value(CellRange span);

    /** The values that a window can still take when all that is overdue at the end of the run has ended. */
    default PossibleRange range(CellRange span) {
        return PossibleRange.exactly(value(span));
    }

    /** What it is measured in. */
    String unit();

    /** Whether it counts, so that the value of a window is the sum of the values of its parts. */
    default boolean counts() {
        return false;
    }

    /** Whether a single step has a value. */
    default boolean steps() {
        return true;
    }

    /** How it is shown. */
    default DisplayHints showing() {
        return DisplayHints.PLAIN;
    }

    /** Of a share of what is counted: the part and the whole, from which shares of windows are joined; else empty. */
    default Optional<Parts> parts(CellRange span) {
        return Optional.empty();
    }

    /** Two counts, or integrals of them over time, the first of them part of the second. */
    record Parts(BigInteger part, BigInteger whole) {
        static Parts of(long part, long whole) {
            return new Parts(BigInteger.valueOf(part), BigInteger.valueOf(whole));
        }
    }

    /** A step's own value, for series; as {@link #value} where cells are fine enough. */
    default double step(int step, CellRange span) {
        return value(span);
    }

    /**
     * What a series says of each step.
     *
     * @param steps all of them
     * @param measured the first one behind the warm-up
     */
    default double[] series(List<CellRange> steps, int measured) {
        double[] values = new double[steps.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = step(i, steps.get(i));
        }
        return values;
    }
}
