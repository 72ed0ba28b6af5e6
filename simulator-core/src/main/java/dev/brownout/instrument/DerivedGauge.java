package dev.brownout.instrument;

import java.util.function.ToDoubleFunction;

/** A number worked out from other instruments, such as the skew between nodes. */
public final class DerivedGauge implements Instrument {
    private ToDoubleFunction<CellRange> formula = span -> Double.NaN;
    private String unit = "1";
    private boolean sum;

    /** Takes part in no counting of its own. */
    public DerivedGauge(TimeGrid grid) {
        java.util.Objects.requireNonNull(grid);
    }

    /** Says how to work it out, and in which unit: {@code 1}, {@code ratio}, {@code ns}, {@code 1/s} or {@code B}. */
    public void is(String ofUnit, ToDoubleFunction<CellRange> by) {
        unit = ofUnit;
        formula = by;
    }

    /** Says the same of a number whose value of a window is the sum of the values of its parts. */
    public void sums(String ofUnit, ToDoubleFunction<CellRange> by) {
        is(ofUnit, by);
        sum = true;
    }

    @Override
    public boolean counts() {
        return sum;
    }

    @Override
    public double value(CellRange span, String stat) {
        return formula.applyAsDouble(span);
    }

    @Override
    public String unit() {
        return unit;
    }
}
