package dev.brownout.random;

import java.util.Objects;
import java.util.OptionalDouble;

/** Distribution of another distribution plus a constant. */
public record ShiftedDistribution(Distribution part, double offset) implements Distribution {

    /** Throws unless the offset is at least 0 and finite. */
    public ShiftedDistribution {
        Objects.requireNonNull(part);
        DistributionArguments.notNegative("offset", offset);
    }

    @Override
    public double mean() {
        return part.mean() + offset;
    }

    @Override
    public double variance() {
        return part.variance();
    }

    @Override
    public double cumulative(double x) {
        return part.cumulative(x - offset);
    }

    @Override
    public double quantile(double p) {
        return part.quantile(p) + offset;
    }

    @Override
    public Sampler sampler() {
        Sampler sampler = part.sampler();
        double more = offset;
        return random -> sampler.sample(random) + more;
    }

    @Override
    public ShiftedDistribution scale(double factor) {
        return new ShiftedDistribution(part.scale(factor), offset * factor);
    }

    @Override
    public OptionalDouble constantValue() {
        OptionalDouble value = part.constantValue();
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() + offset) : value;
    }
}
