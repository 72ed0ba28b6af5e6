package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.catalog.Catalog;
import dev.brownout.rounds.TestRound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every distribution of the scenario language at the edges of its parameters, in its tails, and at its values with
 * positive probability.
 */
@Tag("law")
class DistributionEdgeCaseTest {
    private static final int N = 50_000;

    /**
     * Returns distributions with unusual parameters. Together with those of {@link TestDistributions} they cover every
     * kind.
     */
    private static List<Distribution> smooth() {
        List<Distribution> distributions = new ArrayList<>(TestDistributions.continuous());
        distributions.addAll(List.of(
                new ExponentialDistribution(1e-3),
                new ExponentialDistribution(1e15),
                new LognormalDistribution(0, 3),
                new LognormalDistribution(20, 0.001),
                LognormalDistribution.byMeanCv(1e6, 10),
                LognormalDistribution.byPercentiles(1e6, 1e9),
                new UniformDistribution(0, 1e-6),
                new UniformDistribution(1e9, 1e9 + 1),
                new ErlangDistribution(2, 1),
                new ErlangDistribution(5000, 1e6),
                new GammaDistribution(0.05, 1e9),
                new GammaDistribution(1, 1e6),
                new GammaDistribution(400, 1e6),
                new WeibullDistribution(0.2, 1e6),
                new WeibullDistribution(20, 1e6),
                new ParetoDistribution(1, 0.1),
                new ParetoDistribution(1e6, 50),
                new ParetoDistribution(1, 0.5, 1.001),
                new ParetoDistribution(1, 3, 1e12),
                new NormalDistribution(1e9, 1),
                MixtureDistribution.hyperexponential(1e6, 12),
                new MixtureDistribution(
                        List.of(0.001, 0.004, 0.995),
                        List.of(
                                new ExponentialDistribution(1e9),
                                new UniformDistribution(1e7, 2e7),
                                new ExponentialDistribution(1e6))),
                new ShiftedDistribution(new ShiftedDistribution(new LognormalDistribution(3, 1), 4), 5),
                new MixtureDistribution(
                        List.of(0.5, 0.5),
                        List.of(
                                new ShiftedDistribution(new ExponentialDistribution(1), 2),
                                MixtureDistribution.hyperexponential(3, 2)))));
        return distributions;
    }

    private static List<Distribution> stepped() {
        List<Distribution> distributions = new ArrayList<>(TestDistributions.stepped());
        distributions.addAll(List.of(
                new NormalDistribution(0, 1e9),
                new NormalDistribution(1e6, 1e6),
                new EmpiricalDistribution(7),
                new EmpiricalDistribution(
                        IntStream.range(0, 500).mapToDouble(i -> i * i).toArray()),
                new MixtureDistribution(
                        List.of(0.25, 0.75), List.of(new ConstantDistribution(0), new ConstantDistribution(1))),
                new MixtureDistribution(
                        List.of(0.1, 0.9),
                        List.of(new EmpiricalDistribution(1, 1, 1, 5), new NormalDistribution(2, 3)))));
        return distributions;
    }

    @Test
    @Tag("rows")
    void tailsFollowTheCumulativeProbability() {
        StatisticalTestFamily trial = new StatisticalTestFamily("EdgeLawsTest.tails");
        for (Distribution distribution : TestRound.rotating(smooth(), 24)) {
            double[] sample = TestDistributions.sample(distribution, trial.randomStream(distribution.toString()), N);
            Arrays.setAll(sample, i -> distribution.cumulative(sample[i]));
            trial.andersonDarling(distribution.toString(), sample, share -> share);
            trial.kolmogorovSmirnov(distribution + ", distance", sample, share -> share);
        }
        trial.verdict();
    }

    /** Classes between about twenty quantiles, and one class for each value with positive probability. */
    @Test
    void valuesWithPositiveProbabilityHaveTheirFrequency() {
        StatisticalTestFamily trial = new StatisticalTestFamily("EdgeLawsTest.steps");
        for (Distribution distribution : stepped()) {
            double[] borders = borders(distribution);
            double[] probabilities = new double[2 * borders.length + 1];
            double below = 0;
            for (int i = 0; i < borders.length; i++) {
                double before = distribution.cumulative(Math.nextDown(borders[i]));
                probabilities[2 * i] = before - below;
                below = distribution.cumulative(borders[i]);
                probabilities[2 * i + 1] = below - before;
            }
            probabilities[2 * borders.length] = 1 - below;
            long[] counts = new long[probabilities.length];
            for (double value :
                    TestDistributions.sample(distribution, trial.randomStream(distribution.toString()), N)) {
                int found = Arrays.binarySearch(borders, value);
                counts[found >= 0 ? 2 * found + 1 : 2 * (-found - 1)]++;
            }
            chiSquare(trial, distribution.toString(), counts, probabilities);
        }
        trial.verdict();
    }

    private static double[] borders(Distribution distribution) {
        TreeSet<Double> borders = new TreeSet<>();
        for (int i = 1; i < 20; i++) {
            borders.add(distribution.quantile(i / 20.0));
        }
        borders.add(distribution.quantile(0));
        borders.add(distribution.quantile(0.999));
        return borders.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Compares counts with probabilities. Impossible classes must be empty. Rare classes are merged with their
     * neighbours.
     */
    private static void chiSquare(StatisticalTestFamily trial, String test, long[] counts, double[] probabilities) {
        List<Long> seen = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        double probability = 0;
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            if (probabilities[i] <= 1e-12) {
                assertThat(counts[i]).as("%s: impossible class %s", test, i).isZero();
            }
            probability += probabilities[i];
            count += counts[i];
            if (probability * N > 20) {
                expected.add(probability);
                seen.add(count);
                probability = 0;
                count = 0;
            }
        }
        int last = seen.size() - 1;
        expected.set(last, expected.get(last) + probability);
        seen.set(last, seen.get(last) + count);
        if (last > 0) {
            trial.chiSquare(
                    test,
                    seen.stream().mapToLong(Long::longValue).toArray(),
                    expected.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    @Test
    void everyDistributionOfTheLanguageIsTested() throws NoSuchMethodException {
        Set<Class<?>> tried = new LinkedHashSet<>();
        smooth().forEach(distribution -> tried.add(distribution.getClass()));
        stepped().forEach(distribution -> tried.add(distribution.getClass()));
        assertThat(tried).contains(ConstantDistribution.class, ShiftedDistribution.class);
        for (Class<?> distributionType : Catalog.distributions()) {
            boolean itself = Distribution.class.isAssignableFrom(distributionType);
            assertThat(tried)
                    .contains(
                            itself
                                    ? distributionType
                                    : distributionType.getMethod("parsedValue").getReturnType());
        }
    }

    @Test
    void keysOfEdgePopularitiesHaveTheirFrequency() {
        StatisticalTestFamily trial = new StatisticalTestFamily("EdgeLawsTest.keys");
        KeyNames names = new KeyNames(List.of("a", "b"));
        List<KeyPopularity> popularities = List.of(
                new ZipfKeys(0.2, 2),
                new ZipfKeys(2.5, 40),
                new ZipfKeys(6, 3),
                new ZipfKeys(1, 440),
                new ZipfKeys(0.7, 513),
                new ZipfKeys(0.0001, 600),
                new UniformKeys(1000),
                new HotKeys(List.of(new HotKeys.Hot(0, "a"), new HotKeys.Hot(1, "b")), new UniformKeys(1)),
                new HotKeys(List.of(new HotKeys.Hot(0.01, "b")), new ZipfKeys(1, 300)));
        for (KeyPopularity popularity : popularities) {
            KeySampler sampler = popularity.sampler(names);
            KeyedRandom random = trial.randomStream(popularity.toString());
            long[] counts = new long[popularity.size()];
            double[] probabilities = new double[popularity.size()];
            int[] rankOf = new int[popularity.size() + 1];
            for (int rank = 1; rank <= popularity.size(); rank++) {
                probabilities[rank - 1] = popularity.probability(rank);
                int key = popularity.key(rank, names);
                if (key < rankOf.length) {
                    rankOf[key] = rank;
                }
            }
            for (int i = 0; i < N; i++) {
                int key = sampler.next(random.withIdentity(i), i);
                int rank = key < rankOf.length ? rankOf[key] : rank(popularity, key, names);
                counts[rank - 1]++;
            }
            chiSquare(trial, popularity.toString(), counts, probabilities);
        }
        trial.verdict();
    }

    private static int rank(KeyPopularity popularity, int key, KeyNames names) {
        int rank = 1;
        while (popularity.key(rank, names) != key) {
            rank++;
        }
        return rank;
    }

    /** Control: a sigma that is 3 % too large and a class with probability 0.263 instead of 0.25 do not pass. */
    @Test
    void slightDeviationsAreDetected() {
        StatisticalTestFamily tails = new StatisticalTestFamily("EdgeLawsTest.control");
        Distribution distribution = new LognormalDistribution(0, 1);
        double[] sample = TestDistributions.sample(new LognormalDistribution(0, 1.03), tails.randomStream("tails"), N);
        tails.andersonDarling("tails", sample, distribution::cumulative);
        assertThatThrownBy(tails::verdict).isInstanceOf(AssertionError.class);
        StatisticalTestFamily steps = new StatisticalTestFamily("EdgeLawsTest.control");
        KeyedRandom random = steps.randomStream("steps");
        long[] counts = new long[2];
        for (int i = 0; i < N; i++) {
            counts[random.uniform() < 0.263 ? 0 : 1]++;
        }
        chiSquare(steps, "steps", counts, new double[] {0.25, 0.75});
        assertThatThrownBy(steps::verdict).isInstanceOf(AssertionError.class);
    }
}
