package dev.brownout.random;

/**
 * The law of heavy tails: beyond any value x from {@code min} on lies the share (min/x)<sup>alpha</sup>. With a finite
 * {@code max} it is the same law among the values that do not exceed it.
 */
public record Pareto(double min, double alpha, double max) implements Distribution {

    /** Throws unless min and alpha are above 0 and finite and max is above min; max may be infinite. */
    public Pareto {
        Require.positive("min", min);
        Require.positive("alpha", alpha);
        Require.that(max > min, "max must be above min", max);
    }

    /** The law without an upper end. */
    public Pareto(double min, double alpha) {
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
        return x <= min ? 0 : Math.min(1, -StrictMath.expm1(alpha * StrictMath.log(min / x)) / kept());
    }

    @Override
    public double quantile(double p) {
        Require.share("p", p);
        return Math.min(max, min * StrictMath.exp(-StrictMath.log1p(-p * kept()) / alpha));
    }

    @Override
    public Sampler sampler() {
        double from = min;
        double power = 1 / alpha;
        if (max == Double.POSITIVE_INFINITY) {
            return draws -> from * StrictMath.exp(power * draws.exponential());
        }
        double to = max;
        double kept = kept();
        return draws -> Math.min(to, from * StrictMath.pow(1 - draws.uniform() * kept, -power));
    }

    @Override
    public Pareto scaled(double factor) {
        Require.positive("factor", factor);
        return new Pareto(min * factor, alpha, max * factor);
    }

    /** The share of the unbounded law that does not exceed max. */
    private double kept() {
        return max == Double.POSITIVE_INFINITY ? 1 : -StrictMath.expm1(alpha * StrictMath.log(min / max));
    }

    /** The expected r-th power of value / min. */
    private double moment(int r) {
        double d = alpha - r;
        if (max == Double.POSITIVE_INFINITY) {
            return d > 0 ? alpha / d : Double.POSITIVE_INFINITY;
        }
        double log = StrictMath.log(min / max);
        return alpha / kept() * (d == 0 ? -log : -StrictMath.expm1(d * log) / d);
    }
}
