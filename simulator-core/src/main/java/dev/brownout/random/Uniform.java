package dev.brownout.random;

import static dev.brownout.vocabulary.In.Unit.OF_VALUES;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;

/** Every value from {@code low} to {@code high} alike. */
@Kind("uniform")
@Doc("Uniform between two values.")
@Example("uniform(1ms 5ms)")
public record Uniform(
        @Doc("The smallest.") @In(OF_VALUES) double low,
        @Doc("The largest.") @In(OF_VALUES) double high) implements Distribution {

    /** Throws unless {@code 0 <= low < high} and high is finite. */
    public Uniform {
        Require.notNegative("low", low);
        Require.finite("high", high);
        Require.that(high > low, "high must be above low", high);
    }

    @Override
    public double mean() {
        return (low + high) / 2;
    }

    @Override
    public double variance() {
        return (high - low) * (high - low) / 12;
    }

    @Override
    public double cumulative(double x) {
        return Math.min(1, Math.max(0, (x - low) / (high - low)));
    }

    @Override
    public double quantile(double p) {
        Require.share("p", p);
        return low + p * (high - low);
    }

    @Override
    public Sampler sampler() {
        double from = low;
        double width = high - low;
        return draws -> from + width * draws.uniform();
    }

    @Override
    public Uniform scaled(double factor) {
        Require.positive("factor", factor);
        return new Uniform(low * factor, high * factor);
    }
}
