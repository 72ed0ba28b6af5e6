package dev.brownout.instrument;

import java.util.function.ToDoubleFunction;

/** A number computed from other instruments, such as the skew between nodes. */
public final class DerivedGauge implements Instrument {
    private ToDoubleFunction<CellRange> formula = span -> Double.NaN;
    private String unit = "1";
    private boolean sum;

    /** Creates a gauge without a formula. Its value is {@code NaN}. */
    public DerivedGauge(TimeGrid grid) {
        java.util.Objects.requireNonNull(grid);
    }

    /** Sets the formula and the unit: {@code 1}, {@code ratio}, {@code ns}, {@code 1/s} or {@code B}. */
    public void is(String ofUnit, ToDoubleFunction<CellRange> by) {
        unit = ofUnit;
        formula = by;
    }

    /** Sets the formula and the unit of a number with values that add up over the parts of a window. */
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
