package dev.brownout.random;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Mixture of several distributions, each chosen with a given probability. */
public record MixtureDistribution(List<Double> weights, List<Distribution> parts) implements Distribution {

    /**
     * Throws unless each part has one weight, no weight is negative, and the sum of the weights is 1 (to one in a
     * million).
     */
    public MixtureDistribution {
        weights = List.copyOf(weights);
        parts = List.copyOf(parts);
        DistributionArguments.require(
                weights.size() == parts.size() && !parts.isEmpty(), "each part needs one weight", weights);
        double total = 0;
        for (double weight : weights) {
            DistributionArguments.notNegative("weight", weight);
            total += weight;
        }
        DistributionArguments.require(Math.abs(total - 1) < 1e-6, "weights must add up to 1", total);
    }

    /**
     * Arguments in the scenario language.
     *
     * @param parts the distributions and their shares, with a sum of 1
     */
    @Kind("mix")
    @Doc("Mixture of distributions: pairs of a share and a distribution.")
    @Example("mix(99% exp(5ms), 1% 1s)")
    public record Arguments(
            @Doc("Shares and their distributions; the shares add up to 100%.")
            List<Part> parts) implements FunctionSyntax<Distribution> {
        /** Copies the list. */
        public Arguments {
            parts = List.copyOf(parts);
        }

        @Override
        public MixtureDistribution parsedValue() {
            return new MixtureDistribution(
                    parts.stream().map(Part::share).toList(),
                    parts.stream().map(Part::law).toList());
        }
    }

    /**
     * Component of a mixture.
     *
     * @param share its probability, 0 to 1
     * @param law its distribution
     */
    public record Part(double share, Distribution law) {}

    /**
     * Returns the hyperexponential distribution of two exponential phases with a given mean and coefficient of
     * variation. The coefficient must be at least 1. Of the many such distributions, it is the one with balanced means:
     * each phase contributes half of the mean.
     */
    public static MixtureDistribution hyperexponential(double mean, double cv) {
        DistributionArguments.positive("mean", mean);
        DistributionArguments.require(cv >= 1 && cv < Double.POSITIVE_INFINITY, "cv must be >= 1 and finite", cv);
        double p = (1 + Math.sqrt((cv * cv - 1) / (cv * cv + 1))) / 2;
        return new MixtureDistribution(
                List.of(p, 1 - p),
                List.of(
                        new ExponentialDistribution(mean / (2 * p)),
                        new ExponentialDistribution(mean / (2 * (1 - p)))));
    }

    @Override
    public double mean() {
        double sum = 0;
        for (int i = 0; i < parts.size(); i++) {
            sum += weights.get(i) == 0 ? 0 : weights.get(i) * parts.get(i).mean();
        }
        return sum;
    }

    @Override
    public double variance() {
        double mean = mean();
        double sum = 0;
        for (int i = 0; i < parts.size(); i++) {
            double deviation = parts.get(i).mean() - mean;
            sum += weights.get(i) == 0 ? 0 : weights.get(i) * (parts.get(i).variance() + deviation * deviation);
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    @Override
    public double cumulative(double x) {
        double sum = 0;
        for (int i = 0; i < parts.size(); i++) {
            sum += weights.get(i) * parts.get(i).cumulative(x);
        }
        return sum;
    }

    /** Computes the quantile by bisection between the smallest and the greatest quantile of the parts. */
    @Override
    public double quantile(double p) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (weights.get(i) > 0) {
                low = Math.min(low, parts.get(i).quantile(p));
                high = Math.max(high, parts.get(i).quantile(p));
            }
        }
        if (p == 0 || p == 1) {
            return p == 0 ? low : high;
        }
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return cumulative(low) >= p ? low : high;
            }
            if (cumulative(middle) >= p) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }

    @Override
    public Sampler sampler() {
        Sampler[] samplers = new Sampler[parts.size()];
        double[] upTo = new double[parts.size()];
        double sum = 0;
        for (int i = 0; i < samplers.length; i++) {
            samplers[i] = parts.get(i).sampler();
            sum += weights.get(i);
            upTo[i] = sum;
        }
        double total = sum;
        return random -> {
            double u = random.uniform() * total;
            int i = 0;
            while (u >= upTo[i] && i < upTo.length - 1) {
                i++;
            }
            return samplers[i].sample(random);
        };
    }

    @Override
    public MixtureDistribution scale(double factor) {
        List<Distribution> scaled = new ArrayList<>();
        for (Distribution part : parts) {
            scaled.add(part.scale(factor));
        }
        return new MixtureDistribution(weights, scaled);
    }

    @Override
    public OptionalDouble constantValue() {
        return parts.size() == 1 ? parts.get(0).constantValue() : OptionalDouble.empty();
    }
}
