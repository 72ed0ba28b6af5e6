package dev.brownout.random;

/** The sum of {@code k} independent exponential phases that take {@code mean} together. */
public record Erlang(int k, double mean) implements Distribution {

    /** Throws unless k is at least 1 and the mean above 0 and finite. */
    public Erlang {
        Require.atLeast("k", k, 1);
        Require.positive("mean", mean);
    }

    @Override
    public double variance() {
        return mean * mean / k;
    }

    @Override
    public double cumulative(double x) {
        return asGamma().cumulative(x);
    }

    @Override
    public double quantile(double p) {
        return asGamma().quantile(p);
    }

    @Override
    public Sampler sampler() {
        return asGamma().sampler();
    }

    @Override
    public Erlang scaled(double factor) {
        Require.positive("factor", factor);
        return new Erlang(k, mean * factor);
    }

    /** An Erlang law is the gamma law whose shape is the number of phases. */
    private Gamma asGamma() {
        return new Gamma(k, mean);
    }
}
