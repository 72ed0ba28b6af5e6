package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spec.ArgumentGroups;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import java.util.Optional;

/**
 * Distribution of a value with a normally distributed logarithm, with mean {@code mu} and standard deviation
 * {@code sigma}.
 */
public record LognormalDistribution(double mu, double sigma) implements Distribution {

    private static final org.apache.commons.math3.distribution.NormalDistribution STANDARD =
            new org.apache.commons.math3.distribution.NormalDistribution(null, 0, 1);

    /** Throws unless mu is finite and sigma above 0 and finite. */
    public LognormalDistribution {
        DistributionArguments.finite("mu", mu);
        DistributionArguments.positive("sigma", sigma);
    }

    /** Arguments in the scenario language, in one of three forms. */
    @Kind("lognormal")
    @Doc("Lognormal: typical of measured latencies; by two percentiles, or by its mean and sigma or cv.")
    @Example("lognormal(p50=8ms p99=40ms)")
    @ArgumentGroups({"p50 p99", "mean sigma", "mean cv"})
    public record Arguments(
            @Doc("Median; with p99.") @InUnit(OF_VALUES) Optional<Double> p50,

            @Doc("The 99th percentile; with p50.") @InUnit(OF_VALUES)
            Optional<Double> p99,

            @Doc("Mean; with sigma or cv.") @InUnit(OF_VALUES)
            Optional<Double> mean,

            @Doc("Standard deviation of the logarithm.") @AtLeast(0.000001) @AtMost(20)
            Optional<Double> sigma,

            @Doc("Coefficient of variation.") @AtLeast(0.000001) @AtMost(1_000_000)
            Optional<Double> cv)
            implements FunctionSyntax<Distribution> {
        @Override
        public LognormalDistribution parsedValue() {
            if (p50.isPresent()) {
                return byPercentiles(p50.get(), p99.orElseThrow());
            }
            double middle = mean.orElseThrow();
            return sigma.isPresent() ? byMeanSigma(middle, sigma.get()) : byMeanCv(middle, cv.orElseThrow());
        }
    }

    /**
     * Returns the lognormal distribution with a given median and 99th percentile; throws unless {@code 0 < p50 < p99}.
     */
    public static LognormalDistribution byPercentiles(double p50, double p99) {
        DistributionArguments.positive("p50", p50);
        DistributionArguments.require(p99 > p50, "p99 must be above p50", p99);
        return new LognormalDistribution(
                ElementaryFunctions.log(p50),
                ElementaryFunctions.log(p99 / p50) / STANDARD.inverseCumulativeProbability(0.99));
    }

    /** Returns the lognormal distribution with a given mean and standard deviation of the logarithm. */
    public static LognormalDistribution byMeanSigma(double mean, double sigma) {
        DistributionArguments.positive("mean", mean);
        return new LognormalDistribution(ElementaryFunctions.log(mean) - sigma * sigma / 2, sigma);
    }

    /**
     * Returns the lognormal distribution with a given mean and coefficient of variation (standard deviation over mean).
     */
    public static LognormalDistribution byMeanCv(double mean, double cv) {
        DistributionArguments.positive("cv", cv);
        return byMeanSigma(mean, Math.sqrt(ElementaryFunctions.log1p(cv * cv)));
    }

    @Override
    public double mean() {
        return ElementaryFunctions.exp(mu + sigma * sigma / 2);
    }

    @Override
    public double variance() {
        return ElementaryFunctions.expm1(sigma * sigma) * ElementaryFunctions.exp(2 * mu + sigma * sigma);
    }

    @Override
    public double cumulative(double x) {
        return x <= 0 ? 0 : STANDARD.cumulativeProbability((ElementaryFunctions.log(x) - mu) / sigma);
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        return ElementaryFunctions.exp(mu + sigma * STANDARD.inverseCumulativeProbability(p));
    }

    @Override
    public Sampler sampler() {
        double location = mu;
        double spread = sigma;
        return random -> ElementaryFunctions.exp(location + spread * random.normal());
    }

    @Override
    public LognormalDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new LognormalDistribution(mu + ElementaryFunctions.log(factor), sigma);
    }
}
