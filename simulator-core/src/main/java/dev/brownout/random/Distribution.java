package dev.brownout.random;

import dev.brownout.spec.FunctionSyntax;
import java.util.OptionalDouble;

/**
 * A law of numbers that are never negative: durations in nanoseconds or sizes in bytes, whichever its parameters are
 * in. Constructors throw {@link IllegalArgumentException} with a message that says parameter and range. A law whose own
 * parameters are what a scenario writes says so by the annotations of {@link FunctionSyntax} and stands in the list of
 * laws; for another one its {@code Arguments} do.
 */
public interface Distribution extends FunctionSyntax<Distribution> {

    /** This law. */
    @Override
    default Distribution meant() {
        return this;
    }

    /** The expected value; may be {@code Double.POSITIVE_INFINITY}. */
    double mean();

    /** The variance; may be {@code Double.POSITIVE_INFINITY}. */
    double variance();

    /** The probability of a value of at most {@code x}. */
    double cumulative(double x);

    /** The least value that is not exceeded with probability {@code p}, from 0 to 1; other p throw. */
    double quantile(double p);

    /** Something that draws from this law. */
    Sampler sampler();

    /** The law of values {@code factor} times as large; the factor must be above 0 and finite. */
    Distribution scaled(double factor);

    /** The only value of a law that leaves nothing to chance; empty for all others. */
    default OptionalDouble constantValue() {
        return OptionalDouble.empty();
    }
}
