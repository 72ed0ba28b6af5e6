package dev.brownout.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.apache.commons.math3.distribution.TDistribution;

/** Values of one metric in independent replications, in their order. */
public final class Sample {
    private static final double ROUNDING_ULPS = 8;

    private final double[] values;

    /** Creates a sample with one value per replication; {@code NaN} for a replication without data. */
    public Sample(double... values) {
        this.values = values.clone();
    }

    /** Creates a sample with one value per replication; {@code NaN} for a replication without data. */
    public static Sample of(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Returns the number of values. */
    public int size() {
        return values.length;
    }

    /** Returns the values in the order of the replications. */
    public List<Double> values() {
        return Arrays.stream(values).boxed().toList();
    }

    /** Returns the mean; {@code NaN} if a value is missing, or the sample is empty. */
    public double mean() {
        if (areEqual()) {
            return values[0];
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns the unbiased sample variance; {@code NaN} if a value is missing, or with fewer than two values. */
    public double variance() {
        if (values.length > 1 && areEqual()) {
            return 0;
        }
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    /** Returns whether all values are equal except for the rounding error of sums; false if a value is missing. */
    private boolean areEqual() {
        double minimum = Arrays.stream(values).min().orElse(Double.NaN);
        double maximum = Arrays.stream(values).max().orElse(Double.NaN);
        return isSame(minimum, maximum);
    }

    /** Returns whether two values are equal except for the rounding error of sums. */
    static boolean isSame(double a, double b) {
        double scale = Math.max(Math.abs(a), Math.abs(b));
        return a == b || Math.abs(a - b) <= ROUNDING_ULPS * Math.ulp(scale);
    }

    /**
     * Returns Student's confidence interval of the mean, truncated to the possible values of a unit. The interval is
     * not truncated if a value lies outside that range, since the mean may then do so too.
     *
     * @param confidence confidence level between 0 and 1, such as 0.95
     * @param unit unit such as {@code ns} or {@code ratio}
     */
    public ConfidenceInterval interval(double confidence, String unit) {
        ConfidenceInterval interval = interval(confidence);
        ConfidenceInterval truncated = interval.of(unit);
        boolean isInside = Arrays.stream(values).allMatch(v -> v >= truncated.least() && v <= truncated.most());
        return isInside ? truncated : interval;
    }

    /**
     * Returns Student's confidence interval of the mean. It covers the true mean with the given probability if the
     * values are normally distributed. The probability is nearly the same if each value is an average over a long run
     * (Law 2015, 9.4). The interval of a single value has no width.
     *
     * @param confidence confidence level between 0 and 1, such as 0.95
     */
    public ConfidenceInterval interval(double confidence) {
        int n = values.length;
        if (n == 1) {
            return new ConfidenceInterval(values[0], 0);
        }
        double t = new TDistribution(n - 1).inverseCumulativeProbability(0.5 + confidence / 2);
        return new ConfidenceInterval(mean(), t * Math.sqrt(variance() / n));
    }

    /**
     * Returns the two-sided p-value of Student's t-test of the hypothesis that the true mean is 0. Returns 1 if all
     * values are 0 or there is only one, and 0 if they are all equal to another value.
     */
    public double improbability() {
        if (values.length < 2) {
            return 1;
        }
        double error = Math.sqrt(variance() / values.length);
        if (error == 0) {
            return mean() == 0 ? 1 : 0;
        }
        double t = Math.abs(mean()) / error;
        return 2 * new TDistribution(values.length - 1).cumulativeProbability(-t);
    }

    /** Returns whether another sample has the same values. */
    boolean isSame(Sample other) {
        return Arrays.equals(values, other.values);
    }

    /** Combines this sample and another one of the same replications, replication by replication. */
    public Sample with(Sample other, DoubleBinaryOperator operator) {
        double[] combined = new double[values.length];
        Arrays.setAll(combined, i -> operator.applyAsDouble(values[i], other.values[i]));
        return new Sample(combined);
    }
}
