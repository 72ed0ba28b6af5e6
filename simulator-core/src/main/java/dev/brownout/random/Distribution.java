package dev.brownout.random;

import dev.brownout.spec.FunctionSyntax;
import java.util.OptionalDouble;

/**
 * Probability distribution of non-negative numbers: durations in nanoseconds or sizes in bytes, in the unit of its
 * parameters. Constructors throw {@link IllegalArgumentException} with a message that names parameter and range.
 *
 * <p>If the arguments in the scenario language are the parameters of an implementation, the implementation has the
 * annotations of {@link FunctionSyntax} and is registered in the list of distributions. Otherwise, its
 * {@code Arguments} type is.
 */
public interface Distribution extends FunctionSyntax<Distribution> {

    /** Returns this distribution. */
    @Override
    default Distribution parsedValue() {
        return this;
    }

    /** Returns the expected value; may be {@code Double.POSITIVE_INFINITY}. */
    double mean();

    /** Returns the variance; may be {@code Double.POSITIVE_INFINITY}. */
    double variance();

    /** Returns the probability of a value of at most {@code x}. */
    double cumulative(double x);

    /**
     * Returns the smallest value that is not exceeded with probability {@code p}; throws unless {@code p} is from 0 to
     * 1.
     */
    double quantile(double p);

    /** Returns a sampler of this distribution. */
    Sampler sampler();

    /** Returns the distribution of values multiplied by {@code factor}, which must be above 0 and finite. */
    Distribution scale(double factor);

    /** Returns the only value of a deterministic distribution; empty for a random one. */
    default OptionalDouble constantValue() {
        return OptionalDouble.empty();
    }
}
