package dev.brownout.random;

import static dev.brownout.vocabulary.In.Unit.OF_VALUES;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Together;
import dev.brownout.vocabulary.Written;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/** The law of a value whose logarithm is normal with mean {@code mu} and standard deviation {@code sigma}. */
public record Lognormal(double mu, double sigma) implements Distribution {

    private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

    /** Throws unless mu is finite and sigma above 0 and finite. */
    public Lognormal {
        Require.finite("mu", mu);
        Require.positive("sigma", sigma);
    }

    /** As a scenario writes it, in one of three ways. */
    @Kind("lognormal")
    @Doc("Lognormal: the shape of most measured latencies, by two percentiles, or by its mean and sigma or cv.")
    @Example("lognormal(p50=8ms p99=40ms)")
    @Together({"p50 p99", "mean sigma", "mean cv"})
    public record Arguments(
            @Doc("Its median; goes with p99.") @In(OF_VALUES)
            Optional<Double> p50,

            @Doc("Its 99th percentile; goes with p50.") @In(OF_VALUES)
            Optional<Double> p99,

            @Doc("Its mean; goes with sigma or cv.") @In(OF_VALUES)
            Optional<Double> mean,

            @Doc("Standard deviation of its logarithm.") @AtLeast(0.000001) @AtMost(20)
            Optional<Double> sigma,

            @Doc("Standard deviation over mean.") @AtLeast(0.000001) @AtMost(1_000_000)
            Optional<Double> cv)
            implements Written<Distribution> {
        @Override
        public Lognormal meant() {
            if (p50.isPresent()) {
                return byPercentiles(p50.get(), p99.orElseThrow());
            }
            double middle = mean.orElseThrow();
            return sigma.isPresent() ? byMeanSigma(middle, sigma.get()) : byMeanCv(middle, cv.orElseThrow());
        }
    }

    /** The lognormal law with the given median and 99th percentile; throws unless {@code 0 < p50 < p99}. */
    public static Lognormal byPercentiles(double p50, double p99) {
        Require.positive("p50", p50);
        Require.that(p99 > p50, "p99 must be above p50", p99);
        return new Lognormal(
                StrictMath.log(p50), StrictMath.log(p99 / p50) / STANDARD.inverseCumulativeProbability(0.99));
    }

    /** The lognormal law with the given mean and standard deviation of the logarithm. */
    public static Lognormal byMeanSigma(double mean, double sigma) {
        Require.positive("mean", mean);
        return new Lognormal(StrictMath.log(mean) - sigma * sigma / 2, sigma);
    }

    /** The lognormal law with the given mean and coefficient of variation (standard deviation over mean). */
    public static Lognormal byMeanCv(double mean, double cv) {
        Require.positive("cv", cv);
        return byMeanSigma(mean, StrictMath.sqrt(StrictMath.log1p(cv * cv)));
    }

    @Override
    public double mean() {
        return StrictMath.exp(mu + sigma * sigma / 2);
    }

    @Override
    public double variance() {
        return StrictMath.expm1(sigma * sigma) * StrictMath.exp(2 * mu + sigma * sigma);
    }

    @Override
    public double cumulative(double x) {
        return x <= 0 ? 0 : STANDARD.cumulativeProbability((StrictMath.log(x) - mu) / sigma);
    }

    @Override
    public double quantile(double p) {
        Require.share("p", p);
        return StrictMath.exp(mu + sigma * STANDARD.inverseCumulativeProbability(p));
    }

    @Override
    public Sampler sampler() {
        double location = mu;
        double spread = sigma;
        return draws -> StrictMath.exp(location + spread * draws.normal());
    }

    @Override
    public Lognormal scaled(double factor) {
        Require.positive("factor", factor);
        return new Lognormal(mu + StrictMath.log(factor), sigma);
    }
}
