package dev.brownout.instrument;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A number computed from other instruments, such as the skew between nodes. */
public final class DerivedGauge implements Instrument {
    private final String unit;
    private Function<List<CellRange>, double[]> formula;
    private boolean sum;

    /**
     * Creates a gauge without a formula. Its value is {@code NaN}.
     *
     * @param unit {@code 1}, {@code ratio}, {@code ns}, {@code 1/s} or {@code B}
     */
    public DerivedGauge(String unit) {
        this.unit = unit;
        is(span -> Double.NaN);
    }

    /** Sets the formula of one window. */
    public void is(ToDoubleFunction<CellRange> by) {
        isForEach(spans -> spans.stream().mapToDouble(by).toArray());
    }

    /** Sets the formula of several windows, which can read each host once for all of them. */
    public void isForEach(Function<List<CellRange>, double[]> by) {
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
        return formula.apply(List.of(span))[0];
    }

    @Override
    public double[] series(List<CellRange> spans) {
        return formula.apply(spans);
    }

    @Override
    public String unit() {
        return unit;
    }
}
