package dev.brownout.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One or more laws of every kind, to be tested alike. */
final class Laws {

    private Laws() {}

    /** Laws without steps. */
    static List<Distribution> continuous() {
        return List.of(
                new Exponential(20e6),
                new Lognormal(1, 0.1),
                Lognormal.byPercentiles(8e6, 40e6),
                Lognormal.byMeanSigma(10e6, 0.5),
                Lognormal.byMeanCv(10e6, 1.5),
                new Uniform(1e6, 5e6),
                new Erlang(1, 7),
                new Erlang(4, 20e6),
                new Erlang(100, 20e6),
                new Gamma(0.2, 3),
                new Gamma(0.9, 3e6),
                new Gamma(2.5, 3e6),
                new Weibull(0.6, 1e6),
                new Weibull(1, 1e6),
                new Weibull(3, 1e6),
                new Pareto(1e6, 2.5),
                new Pareto(1e6, 0.8),
                new Pareto(1e6, 1.2, 1e9),
                new Pareto(1e6, 1, 5e6),
                new Normal(100, 10),
                Mixture.hyperexponential(10e6, 2),
                Mixture.hyperexponential(10e6, 1),
                new Mixture(List.of(0.7, 0.3), List.of(new Uniform(0, 1), new Uniform(5, 7))),
                new Mixture(
                        List.of(0.5, 0.5, 0.0), List.of(new Exponential(1), new Exponential(50), new Constant(1e9))),
                new Shifted(new Exponential(2e6), 3e6));
    }

    /** Laws with some values that have a probability of their own. */
    static List<Distribution> stepped() {
        return List.of(
                new Constant(8e6),
                new Constant(0),
                new Normal(5, 10),
                new Normal(0, 1),
                new Empirical(3, 1, 2, 2, 100),
                new Mixture(List.of(0.99, 0.01), List.of(new Exponential(5e6), new Constant(1e9))),
                new Shifted(new Empirical(1, 2), 3));
    }

    static List<Distribution> all() {
        List<Distribution> all = new ArrayList<>(continuous());
        all.addAll(stepped());
        return all;
    }

    /** Values of a law, one for each of so many calls. */
    static double[] sample(Distribution law, Draws draws, int n) {
        Sampler sampler = law.sampler();
        double[] sample = new double[n];
        Arrays.setAll(sample, i -> sampler.sample(draws.at(i)));
        return sample;
    }
}
