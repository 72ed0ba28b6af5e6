package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import java.util.Optional;

/**
 * Heavy-tailed Pareto distribution: the probability to exceed a value x of at least {@code min} is
 * (min/x)<sup>alpha</sup>. With a finite {@code max}, it is truncated to the values up to {@code max}.
 */
public record ParetoDistribution(double min, double alpha, double max) implements Distribution {

    /** Throws unless min and alpha are above 0 and finite and max is above min; max may be infinite. */
    public ParetoDistribution {
        DistributionArguments.positive("min", min);
        DistributionArguments.positive("alpha", alpha);
        DistributionArguments.require(max > min, "max must be above min", max);
    }

    /** Arguments in the scenario language. */
    @Kind("pareto")
    @Doc("Pareto: a power-law tail, truncated at max if given.")
    @Example("pareto(min=1ms alpha=1.5 max=1s)")
    public record Arguments(
            @Doc("Minimum.") @InUnit(OF_VALUES) double min,

            @Doc("Tail exponent; a smaller one has a heavier tail.") @AtLeast(0.01) @AtMost(1_000_000)
            double alpha,

            @Doc("Maximum; optional.") @InUnit(OF_VALUES) Optional<Double> max)
            implements FunctionSyntax<Distribution> {
        @Override
        public ParetoDistribution parsedValue() {
            return max.isPresent() ? new ParetoDistribution(min, alpha, max.get()) : new ParetoDistribution(min, alpha);
        }
    }

    /** Creates the distribution without an upper bound. */
    public ParetoDistribution(double min, double alpha) {
        this(min, alpha, Double.POSITIVE_INFINITY);
    }

    @Override
    public double mean() {
        return min * moment(1);
    }

    @Override
    public double variance() {
        double second = moment(2);
        return second == Double.POSITIVE_INFINITY ? second : min * min * (second - moment(1) * moment(1));
    }

    @Override
    public double cumulative(double x) {
        return x <= min
                ? 0
                : Math.min(
                        1,
                        -ElementaryFunctions.expm1(alpha * ElementaryFunctions.log(min / x)) / retainedProbability());
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        return Math.min(
                max, min * ElementaryFunctions.exp(-ElementaryFunctions.log1p(-p * retainedProbability()) / alpha));
    }

    @Override
    public Sampler sampler() {
        double from = min;
        double power = 1 / alpha;
        if (max == Double.POSITIVE_INFINITY) {
            return random -> from * ElementaryFunctions.exp(power * random.exponential());
        }
        double to = max;
        double kept = retainedProbability();
        return random -> Math.min(to, from * ElementaryFunctions.pow(1 - random.uniform() * kept, -power));
    }

    @Override
    public ParetoDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new ParetoDistribution(min * factor, alpha, max * factor);
    }

    /** Returns the probability that the unbounded distribution does not exceed max. */
    private double retainedProbability() {
        return max == Double.POSITIVE_INFINITY
                ? 1
                : -ElementaryFunctions.expm1(alpha * ElementaryFunctions.log(min / max));
    }

    /** Returns the expected r-th power of value / min. */
    private double moment(int r) {
        double d = alpha - r;
        if (max == Double.POSITIVE_INFINITY) {
            return d > 0 ? alpha / d : Double.POSITIVE_INFINITY;
        }
        double log = ElementaryFunctions.log(min / max);
        return alpha / retainedProbability() * (d == 0 ? -log : -ElementaryFunctions.expm1(d * log) / d);
    }
}
