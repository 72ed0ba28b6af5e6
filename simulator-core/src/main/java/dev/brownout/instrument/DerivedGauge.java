package dev.brownout.instrument;

import java.util.function.ToDoubleFunction;

/** A number computed from other instruments, such as the skew between nodes. */
public final class DerivedGauge implements Instrument {
    private ToDoubleFunction<CellRange> formula = span -> Double.NaN;
    private final String unit;
    private boolean sum;

    /**
     * Creates a gauge without a formula. Its value is {@code NaN}.
     *
     * @param unit {@code 1}, {@code ratio}, {@code ns}, {@code 1/s} or {@code B}
     */
    public DerivedGauge(String unit) {
        this.unit = unit;
    }

    /** Sets the formula. */
    public void is(ToDoubleFunction<CellRange> by) {
        formula = by;
    }

    /** Sets the formula of a number with values that add up over the parts of a window. */
    public void sums(ToDoubleFunction<CellRange> by) {
        is(by);
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
