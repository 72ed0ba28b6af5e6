package dev.brownout.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Distributions for tests, one or more of every kind. */
final class TestDistributions {

    private TestDistributions() {}

    /** Distributions without values of positive probability. */
    static List<Distribution> continuous() {
        return List.of(
                new ExponentialDistribution(20e6),
                new LognormalDistribution(1, 0.1),
                LognormalDistribution.byPercentiles(8e6, 40e6),
                LognormalDistribution.byMeanSigma(10e6, 0.5),
                LognormalDistribution.byMeanCv(10e6, 1.5),
                new UniformDistribution(1e6, 5e6),
                new ErlangDistribution(1, 7),
                new ErlangDistribution(4, 20e6),
                new ErlangDistribution(100, 20e6),
                new GammaDistribution(0.2, 3),
                new GammaDistribution(0.9, 3e6),
                new GammaDistribution(2.5, 3e6),
                new WeibullDistribution(0.6, 1e6),
                new WeibullDistribution(1, 1e6),
                new WeibullDistribution(3, 1e6),
                new ParetoDistribution(1e6, 2.5),
                new ParetoDistribution(1e6, 0.8),
                new ParetoDistribution(1e6, 1.2, 1e9),
                new ParetoDistribution(1e6, 1, 5e6),
                new NormalDistribution(100, 10),
                MixtureDistribution.hyperexponential(10e6, 2),
                MixtureDistribution.hyperexponential(10e6, 1),
                new MixtureDistribution(
                        List.of(0.7, 0.3), List.of(new UniformDistribution(0, 1), new UniformDistribution(5, 7))),
                new MixtureDistribution(
                        List.of(0.5, 0.5, 0.0),
                        List.of(
                                new ExponentialDistribution(1),
                                new ExponentialDistribution(50),
                                new ConstantDistribution(1e9))),
                new ShiftedDistribution(new ExponentialDistribution(2e6), 3e6));
    }

    /** Distributions with some values of positive probability. */
    static List<Distribution> stepped() {
        return List.of(
                new ConstantDistribution(8e6),
                new ConstantDistribution(0),
                new NormalDistribution(5, 10),
                new NormalDistribution(0, 1),
                new EmpiricalDistribution(3, 1, 2, 2, 100),
                new MixtureDistribution(
                        List.of(0.99, 0.01), List.of(new ExponentialDistribution(5e6), new ConstantDistribution(1e9))),
                new ShiftedDistribution(new EmpiricalDistribution(1, 2), 3));
    }

    static List<Distribution> all() {
        List<Distribution> all = new ArrayList<>(continuous());
        all.addAll(stepped());
        return all;
    }

    /** Returns one value of a distribution for each of n calls. */
    static double[] sample(Distribution distribution, KeyedRandom random, int n) {
        Sampler sampler = distribution.sampler();
        double[] sample = new double[n];
        Arrays.setAll(sample, i -> sampler.sample(random.withIdentity(i)));
        return sample;
    }
}
