package dev.brownout.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.apache.commons.math3.distribution.TDistribution;

/** One number as independent replications measured it, in their order. */
public final class Sample {
    private static final double ROUNDING_ULPS = 8;

    private final double[] values;

    /** The values, one for each replication; {@code NaN} where one had no data. */
    public Sample(double... values) {
        this.values = values.clone();
    }

    /** The same of a list. */
    public static Sample of(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** How many there are. */
    public int size() {
        return values.length;
    }

    /** Them, in their order. */
    public List<Double> values() {
        return Arrays.stream(values).boxed().toList();
    }

    /** Their mean; {@code NaN} where one is missing, and of none. */
    public double mean() {
        if (agrees()) {
            return values[0];
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Their variance, without bias; {@code NaN} of fewer than two. */
    public double variance() {
        if (values.length > 1 && agrees()) {
            return 0;
        }
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    /** Whether they are the same but for the rounding of sums; never where one is missing. */
    private boolean agrees() {
        double least = Arrays.stream(values).min().orElse(Double.NaN);
        double most = Arrays.stream(values).max().orElse(Double.NaN);
        return same(least, most);
    }

    /** Whether two values are the same but for the rounding of sums. */
    static boolean same(double a, double b) {
        double scale = Math.max(StrictMath.abs(a), StrictMath.abs(b));
        return a == b || StrictMath.abs(a - b) <= ROUNDING_ULPS * Math.ulp(scale);
    }

    /**
     * The interval of the mean of what is measured in a unit: Student's, as far as such values go. Where a value lies
     * outside of what the unit says, so may the mean.
     *
     * @param confidence between 0 and 1, such as 0.95
     * @param unit such as {@code ns} or {@code ratio}
     */
    public ConfidenceInterval interval(double confidence, String unit) {
        ConfidenceInterval whole = interval(confidence);
        ConfidenceInterval cut = whole.of(unit);
        boolean inside = Arrays.stream(values).allMatch(v -> v >= cut.least() && v <= cut.most());
        return inside ? cut : whole;
    }

    /**
     * Student's interval of the mean: it covers the true mean with the given probability where the values are normal,
     * and nearly so where each is itself an average over a long run (Law 2015, 9.4). A single value has no width.
     *
     * @param confidence between 0 and 1, such as 0.95
     */
    public ConfidenceInterval interval(double confidence) {
        int n = values.length;
        if (n == 1) {
            return new ConfidenceInterval(values[0], 0);
        }
        double t = new TDistribution(n - 1).inverseCumulativeProbability(0.5 + confidence / 2);
        return new ConfidenceInterval(mean(), t * StrictMath.sqrt(variance() / n));
    }

    /**
     * How probable a mean at least so far from 0 would be if the true one were 0: the two-sided p-value of Student's
     * test. 1 where all values are 0, 0 where they are equal otherwise.
     */
    public double improbability() {
        double error = StrictMath.sqrt(variance() / values.length);
        if (error == 0) {
            return mean() == 0 ? 1 : 0;
        }
        double t = StrictMath.abs(mean()) / error;
        return 2 * new TDistribution(values.length - 1).cumulativeProbability(-t);
    }

    /** Whether another one has the same values. */
    boolean same(Sample other) {
        return Arrays.equals(values, other.values);
    }

    /** What this sample and another one of the same replications give together, replication by replication. */
    Sample with(Sample other, DoubleBinaryOperator together) {
        double[] each = new double[values.length];
        Arrays.setAll(each, i -> together.applyAsDouble(values[i], other.values[i]));
        return new Sample(each);
    }
}
