package dev.brownout.experiment.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Sequential halving over a Sobol' sequence, compared with a grid and with random points of the same number of runs.
 */
class HalvingSearchTest {
    private static final int RUNS = 300;
    private static final int SEEDS = 400;
    private static final HalvingSearch SEARCH = new HalvingSearch(4, 3);

    /** Number of searches that found a design that meets the bound, and the mean of the true margins. */
    private record Score(int met, double margin) {
        boolean isBetterThan(Score other) {
            return met > other.met && margin > other.margin;
        }
    }

    /**
     * Noisy margin of designs, of which only two of four settings have an influence. A share of 5 % of the unit square
     * meets the bound. The noise has a part that all designs of a replication share, as with common random numbers.
     */
    private static final class NoisyMargin {
        private static final double RADIUS = 0.126;
        private static final double NOISE = 0.8;
        private final long key;
        private final double[] best = new double[2];

        NoisyMargin(String name, int seed) {
            key = KeyedRandom.key(seed, 0, "HalvingSearchTest." + name);
            KeyedRandom random = new KeyedRandom(key);
            for (int i = 0; i < best.length; i++) {
                best[i] = RADIUS + (1 - 2 * RADIUS) * random.uniform();
            }
        }

        double margin(double[] point) {
            double squares = 0;
            for (int i = 0; i < best.length; i++) {
                squares += (point[i] - best[i]) * (point[i] - best[i]);
            }
            return 1 - squares / (RADIUS * RADIUS);
        }

        double mean(double[] point, int replications) {
            double sum = 0;
            for (int r = 0; r < replications; r++) {
                double common = new KeyedRandom(key).withIdentity(r).normal();
                long identity = KeyedRandom.mix(Double.doubleToLongBits(point[0]) * 31
                        + Double.doubleToLongBits(point[1])
                        + Double.doubleToLongBits(point[3]) * 17
                        + r);
                sum += margin(point)
                        + NOISE
                                * (common
                                        + new KeyedRandom(key)
                                                .withIdentity(identity)
                                                .normal());
            }
            return sum / replications;
        }
    }

    private static Score score(Function<NoisyMargin, double[]> search) {
        int met = 0;
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            NoisyMargin function = new NoisyMargin("margin", seed);
            double margin = function.margin(search.apply(function));
            met += margin >= 0 ? 1 : 0;
            sum += margin;
        }
        return new Score(met, sum / SEEDS);
    }

    private static double[] halving(NoisyMargin function) {
        int[] runs = new int[1];
        IdentityHashMap<double[], Integer> replications = new IdentityHashMap<>();
        double[][] points = SobolPoints.points(SEARCH.candidates(RUNS), 4, function.key);
        List<double[]> best = SEARCH.search(
                List.of(points),
                List.of(),
                (candidates, target) -> {
                    for (double[] candidate : candidates) {
                        Integer before = replications.put(candidate, target);
                        runs[0] += target - (before == null ? 0 : before);
                    }
                    return true;
                },
                Comparator.comparingDouble(point -> -function.mean(point, replications.get(point))));
        assertThat(runs[0]).isBetween(RUNS * 9 / 10, RUNS);
        return best.get(0);
    }

    private static double[] bestOf(NoisyMargin function, List<double[]> points) {
        int replications = RUNS / points.size();
        return points.stream()
                .max(Comparator.comparingDouble(point -> function.mean(point, replications)))
                .orElseThrow();
    }

    private static List<double[]> grid(int levels) {
        List<double[]> points = new ArrayList<>();
        for (int k = 0; k < levels * levels * levels * levels; k++) {
            double[] point = new double[4];
            int rest = k;
            for (int i = 0; i < 4; i++) {
                point[i] = (rest % levels + 0.5) / levels;
                rest /= levels;
            }
            points.add(point);
        }
        return points;
    }

    private static List<double[]> random(NoisyMargin function, int count) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.mix(function.key));
        List<double[]> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            points.add(new double[] {random.uniform(), random.uniform(), random.uniform(), random.uniform()});
        }
        return points;
    }

    /** The grid and the random search may divide the runs between designs and replications in several ways. */
    @Test
    void halvingFindsBetterDesignsThanGridAndRandomSearch() {
        Score halving = score(HalvingSearchTest::halving);
        assertThat(halving.met()).isGreaterThan(SEEDS * 3 / 4);
        for (int levels = 2; levels <= 4; levels++) {
            int each = levels;
            assertThat(halving.isBetterThan(score(f -> bestOf(f, grid(each))))).isTrue();
        }
        for (int designs : new int[] {30, 60, 100, 300}) {
            assertThat(halving.isBetterThan(score(f -> bestOf(f, random(f, designs)))))
                    .isTrue();
        }
    }

    @Test
    void costIsTheNumberOfRuns() {
        for (int candidates : new int[] {1, 3, 8, 9, 40, 121}) {
            int[] runs = new int[1];
            Map<Integer, Integer> replications = new TreeMap<>();
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < candidates; i++) {
                all.add(i);
            }
            List<Integer> best = SEARCH.search(
                    all,
                    List.of(),
                    (some, target) -> {
                        for (int one : some) {
                            Integer before = replications.put(one, target);
                            runs[0] += target - (before == null ? 0 : before);
                        }
                        return true;
                    },
                    Comparator.comparingInt(one -> -one));
            assertThat(runs[0]).isLessThanOrEqualTo(SEARCH.cost(candidates));
            assertThat(best.get(0)).isEqualTo(candidates - 1);
            assertThat(replications.get(candidates - 1)).isEqualTo(SEARCH.lastReplications());
            assertThat(SEARCH.candidates(SEARCH.cost(candidates))).isEqualTo(candidates);
        }
        assertThat(SEARCH.cost(8)).isEqualTo(8 + 4 + 2 * 3 + 4 * 3);
    }
}
