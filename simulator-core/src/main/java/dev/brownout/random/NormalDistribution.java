package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;

/**
 * Normal distribution truncated at 0: negative values of the normal distribution with the given mean and standard
 * deviation become 0. Its mean is therefore slightly above {@code centre}.
 */
@Kind("normal")
@Doc("Normal, truncated at 0.")
@Example("normal(mean=20ms sd=5ms)")
public record NormalDistribution(
        @Doc("Mean before the truncation.") @YamlName("mean") @InUnit(OF_VALUES)
        double centre,

        @Doc("Standard deviation before the truncation.") @InUnit(OF_VALUES)
        double sd)
        implements Distribution {

    private static final org.apache.commons.math3.distribution.NormalDistribution STANDARD =
            new org.apache.commons.math3.distribution.NormalDistribution(null, 0, 1);

    /** Throws unless centre is at least 0 and sd above 0, both finite. */
    public NormalDistribution {
        DistributionArguments.notNegative("mean", centre);
        DistributionArguments.positive("sd", sd);
    }

    @Override
    public double mean() {
        return centre * upperTail() + sd * density();
    }

    @Override
    public double variance() {
        double mean = mean();
        return (centre * centre + sd * sd) * upperTail() + centre * sd * density() - mean * mean;
    }

    @Override
    public double cumulative(double x) {
        return x < 0 ? 0 : STANDARD.cumulativeProbability((x - centre) / sd);
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        return Math.max(0, centre + sd * STANDARD.inverseCumulativeProbability(p));
    }

    @Override
    public Sampler sampler() {
        double middle = centre;
        double spread = sd;
        return random -> Math.max(0, middle + spread * random.normal());
    }

    @Override
    public NormalDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new NormalDistribution(centre * factor, sd * factor);
    }

    /** Returns the probability that the normal distribution is above 0. */
    private double upperTail() {
        return STANDARD.cumulativeProbability(centre / sd);
    }

    /** Returns the density of the standard normal distribution at the point of truncation. */
    private double density() {
        return STANDARD.density(centre / sd);
    }
}
