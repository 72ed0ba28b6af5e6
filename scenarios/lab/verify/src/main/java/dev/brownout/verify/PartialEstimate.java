package dev.brownout.verify;

import java.util.function.BinaryOperator;
import org.HdrHistogram.Histogram;

/** Measurement of one quantity in one run, in a form that can be merged with the measurements of other runs. */
public interface PartialEstimate {
    /** Returns the value of this measurement alone. */
    double value();

    /** Returns the two measurements merged. */
    PartialEstimate merge(PartialEstimate other);

    /**
     * Quotient of two sums: a mean, a share, a rate, or a time average.
     *
     * @param numerator numerator
     * @param denominator denominator
     */
    record Quotient(double numerator, double denominator) implements PartialEstimate {
        @Override
        public double value() {
            return numerator / denominator;
        }

        @Override
        public PartialEstimate merge(PartialEstimate other) {
            Quotient second = (Quotient) other;
            return new Quotient(numerator + second.numerator, denominator + second.denominator);
        }
    }

    /**
     * Percentile of all samples, interpolated linearly within its histogram bucket. Without interpolation, it would
     * change in steps of a bucket width. Pseudovalues multiply these steps by the number of runs, and in long runs the
     * steps would dominate.
     *
     * @param samples histogram of the samples; not copied
     * @param percent percentile, 0 to 100
     */
    record Quantile(Histogram samples, double percent) implements PartialEstimate {
        @Override
        public double value() {
            long bucketValue = samples.getValueAtPercentile(percent);
            long bucketLow = samples.lowestEquivalentValue(bucketValue);
            long countBelow = bucketLow == 0 ? 0 : samples.getCountBetweenValues(0, bucketLow - 1);
            double rank = samples.getTotalCount() * percent / 100 - countBelow;
            double share = Math.min(1, Math.max(0, rank / samples.getCountAtValue(bucketValue)));
            return bucketLow + share * (samples.highestEquivalentValue(bucketValue) - bucketLow);
        }

        @Override
        public PartialEstimate merge(PartialEstimate other) {
            Histogram merged = samples.copy();
            merged.add(((Quantile) other).samples);
            return new Quantile(merged, percent);
        }
    }

    /**
     * Function of the mean and the variance of the values.
     *
     * @param count number of values
     * @param sum sum of the values
     * @param squares sum of the squared values
     * @param figure function to compute
     */
    record Moments(double count, double sum, double squares, Figure figure) implements PartialEstimate {
        /** Function of mean and variance. */
        public enum Figure {
            /** Variance. */
            VARIANCE,
            /** Standard deviation. */
            DEVIATION,
            /** Coefficient of variation: standard deviation divided by mean. */
            VARIATION,
            /** Index of dispersion: variance divided by mean. */
            DISPERSION
        }

        /** Creates an empty set of values. */
        public static Moments empty(Figure figure) {
            return new Moments(0, 0, 0, figure);
        }

        /** Returns a copy with one more value. */
        public Moments and(double value) {
            return new Moments(count + 1, sum + value, squares + value * value, figure);
        }

        @Override
        public double value() {
            double mean = sum / count;
            double variance = (squares - sum * mean) / (count - 1);
            return switch (figure) {
                case VARIANCE -> variance;
                case DEVIATION -> Math.sqrt(variance);
                case VARIATION -> Math.sqrt(variance) / mean;
                case DISPERSION -> variance / mean;
            };
        }

        @Override
        public PartialEstimate merge(PartialEstimate other) {
            Moments second = (Moments) other;
            return new Moments(count + second.count, sum + second.sum, squares + second.squares, figure);
        }
    }

    /**
     * Deterministic value, or a bound that holds in every run. It has no confidence interval.
     *
     * @param content a number, a boolean or a text
     * @param merger merges the values of two runs
     */
    record Fact(Object content, BinaryOperator<Object> merger) implements PartialEstimate {
        /** Creates a fact that must be equal in all runs; merging unequal values throws an IllegalStateException. */
        public static Fact content(Object value) {
            return new Fact(value, (first, second) -> {
                if (!first.equals(second)) {
                    throw new IllegalStateException(
                            "runs differ in a deterministic result: " + first + " and " + second);
                }
                return first;
            });
        }

        /** Creates a fact that is the greatest value of all runs. */
        public static Fact maximum(double value) {
            return new Fact(value, (first, second) -> Math.max((Double) first, (Double) second));
        }

        @Override
        public double value() {
            return (Double) content;
        }

        @Override
        public PartialEstimate merge(PartialEstimate other) {
            return new Fact(merger.apply(content, ((Fact) other).content), merger);
        }
    }
}
