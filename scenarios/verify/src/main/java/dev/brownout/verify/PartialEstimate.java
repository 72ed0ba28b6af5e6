package dev.brownout.verify;

import java.util.function.BinaryOperator;
import org.HdrHistogram.Histogram;

/** What one run saw of a quantity, in a form that can be joined with what other runs saw of it. */
public interface PartialEstimate {
    /** The value of this part alone. */
    double value();

    /** The two parts as one. */
    PartialEstimate joined(PartialEstimate other);

    /**
     * One sum over another: a mean, a share, a rate, an average over time.
     *
     * @param above what is divided
     * @param below by what
     */
    record Quotient(double above, double below) implements PartialEstimate {
        @Override
        public double value() {
            return above / below;
        }

        @Override
        public PartialEstimate joined(PartialEstimate other) {
            Quotient more = (Quotient) other;
            return new Quotient(above + more.above, below + more.below);
        }
    }

    /**
     * An order statistic of all samples, which lie evenly in their buckets. Without that it would move in steps of a
     * bucket, which pseudovalues multiply by the number of runs: in long runs nothing else would be left of them.
     *
     * @param samples taken as it is
     * @param percent 0 to 100
     */
    record Quantile(Histogram samples, double percent) implements PartialEstimate {
        @Override
        public double value() {
            long above = samples.getValueAtPercentile(percent);
            long least = samples.lowestEquivalentValue(above);
            long below = least == 0 ? 0 : samples.getCountBetweenValues(0, least - 1);
            double rank = samples.getTotalCount() * percent / 100 - below;
            double within = Math.min(1, Math.max(0, rank / samples.getCountAtValue(above)));
            return least + within * (samples.highestEquivalentValue(above) - least);
        }

        @Override
        public PartialEstimate joined(PartialEstimate other) {
            Histogram both = samples.copy();
            both.add(((Quantile) other).samples);
            return new Quantile(both, percent);
        }
    }

    /**
     * A function of the mean and the variance of some values.
     *
     * @param count of values
     * @param sum of values
     * @param squares sum of their squares
     * @param figure which function
     */
    record Moments(double count, double sum, double squares, Figure figure) implements PartialEstimate {
        /** Functions of mean and variance. */
        public enum Figure {
            /** The variance. */
            VARIANCE,
            /** The standard deviation. */
            DEVIATION,
            /** Standard deviation over mean. */
            VARIATION,
            /** Variance over mean. */
            DISPERSION
        }

        /** Nothing seen yet. */
        public static Moments none(Figure figure) {
            return new Moments(0, 0, 0, figure);
        }

        /** One value more. */
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
        public PartialEstimate joined(PartialEstimate other) {
            Moments more = (Moments) other;
            return new Moments(count + more.count, sum + more.sum, squares + more.squares, figure);
        }
    }

    /**
     * Something that chance has no part in, or a bound that holds in every run: it has no interval.
     *
     * @param of a number, a truth value or a text
     * @param joint how values of several runs become one
     */
    record Fact(Object of, BinaryOperator<Object> joint) implements PartialEstimate {
        /** What every run must say alike. */
        public static Fact of(Object value) {
            return new Fact(value, (one, other) -> {
                if (!one.equals(other)) {
                    throw new IllegalStateException("runs disagree about a fact: " + one + " and " + other);
                }
                return one;
            });
        }

        /** The greatest value of all runs. */
        public static Fact greatest(double value) {
            return new Fact(value, (one, other) -> Math.max((Double) one, (Double) other));
        }

        @Override
        public double value() {
            return (Double) of;
        }

        @Override
        public PartialEstimate joined(PartialEstimate other) {
            return new Fact(joint.apply(of, ((Fact) other).of), joint);
        }
    }
}
