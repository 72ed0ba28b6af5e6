package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {

    private static final int N = 1 << 18;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    @Test
    void mixIsTheFinalizerOfSplitMix64() {
        long state = 1234567;
        String[] published = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        for (String expected : published) {
            state += GOLDEN;
            assertThat(Long.toUnsignedString(KeyedRandom.mix(state))).isEqualTo(expected);
        }
    }

    @Test
    void valuesAreReproducible() {
        assertThat(KeyedRandom.key(11, 0, "web.service")).isEqualTo(-100514340922458056L);
        assertThat(KeyedRandom.child(42, 1, 2, 3)).isEqualTo(-3992965492562356043L);
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(11, 0, "web.service"));
        assertThat(random.next()).isEqualTo(1076364849772182459L);
        random.withIdentity(42);
        assertThat(random.next()).isEqualTo(5615998667191583402L);
        assertThat(random.uniform()).isEqualTo(0.6406545774538617);
        assertThat(random.nextInt(1000)).isEqualTo(321);
        assertThat(random.exponential()).isEqualTo(0.38283163701500067);
        assertThat(random.normal()).isEqualTo(0.546363215004796);
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += random.exponential() + random.normal();
        }
        assertThat(sum).isEqualTo(99648.11557458494);
    }

    @Test
    void aPositionDependsOnTheIdentityAlone() {
        KeyedRandom random = StatisticalTestFamily.randomStream("DrawsTest", "position");
        long first = random.withIdentity(7).next();
        random.next();
        random.withIdentity(8).next();
        assertThat(random.withIdentity(7).next()).isEqualTo(first);
    }

    @Test
    void keysDifferByEveryPart() {
        assertThat(new long[] {
                    KeyedRandom.key(1, 0, "a"),
                    KeyedRandom.key(2, 0, "a"),
                    KeyedRandom.key(1, 1, "a"),
                    KeyedRandom.key(1, 0, "b"),
                    KeyedRandom.key(1, 0, "aa"),
                    KeyedRandom.key(1, 0, ""),
                    KeyedRandom.child(1, 0, 0, 0),
                    KeyedRandom.child(1, 1, 0, 0),
                    KeyedRandom.child(1, 0, 1, 0),
                    KeyedRandom.child(1, 0, 0, 1),
                    KeyedRandom.child(1, 0, -1, 0),
                    KeyedRandom.child(1, 0, 0, -1)
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void numbersFollowTheirDistributions() {
        StatisticalTestFamily trial = new StatisticalTestFamily("DrawsTest.laws");
        DoubleUnaryOperator normal =
                new org.apache.commons.math3.distribution.NormalDistribution(null, 0, 1)::cumulativeProbability;
        DoubleUnaryOperator exponential = x -> -Math.expm1(-x);
        KeyedRandom sequential = trial.randomStream("sequential");
        trial.kolmogorovSmirnov("uniform", sample(i -> sequential.uniform()), x -> x);
        trial.kolmogorovSmirnov("exponential", sample(i -> sequential.exponential()), exponential);
        trial.kolmogorovSmirnov("normal", sample(i -> sequential.normal()), normal);
        KeyedRandom keyed = trial.randomStream("keyed");
        trial.kolmogorovSmirnov(
                "uniform by call", sample(i -> keyed.withIdentity(i).uniform()), x -> x);
        trial.kolmogorovSmirnov(
                "exponential by call", sample(i -> keyed.withIdentity(i).exponential()), exponential);
        trial.kolmogorovSmirnov(
                "normal by call", sample(i -> keyed.withIdentity(i).normal()), normal);
        trial.kolmogorovSmirnov("beyond the ziggurat: exponential", tail(8, sequential::exponential), exponential);
        trial.kolmogorovSmirnov(
                "beyond the ziggurat: normal",
                tail(4, () -> Math.abs(sequential.normal())),
                x -> (normal.applyAsDouble(-4) - normal.applyAsDouble(-x - 4)) / normal.applyAsDouble(-4));
        for (int n : new int[] {2, 10, 1000}) {
            long[] counts = new long[n];
            double[] even = new double[n];
            Arrays.fill(even, 1.0 / n);
            for (int i = 0; i < N; i++) {
                counts[sequential.nextInt(n)]++;
            }
            trial.chiSquare("below " + n, counts, even);
        }
        trial.kolmogorovSmirnov("below 2^31-1", sample(i -> sequential.nextInt(Integer.MAX_VALUE) / 0x1.0p31), x -> x);
        trial.verdict();
    }

    @Test
    void neighboursAreIndependent() {
        StatisticalTestFamily trial = new StatisticalTestFamily("DrawsTest.neighbours");
        for (String name : new String[] {"web/1.service", "web/2.service", "a"}) {
            KeyedRandom random = trial.randomStream(name);
            trial.independence(name + ": calls", u(i -> random.withIdentity(i)), u(i -> random.withIdentity(i + 1L)));
            trial.independence(
                    name + ": every fourth call",
                    u(i -> random.withIdentity(4L * i)),
                    u(i -> random.withIdentity(4L * i + 4)));
            trial.independence(
                    name + ": k", u(i -> random.withIdentity(i)), sample(i -> numberAfter(random.withIdentity(i), 1)));
            trial.independence(
                    name + ": requests",
                    u(i -> random.withIdentity(KeyedRandom.child(9, i, 0, 0))),
                    u(i -> random.withIdentity(KeyedRandom.child(9, i + 1L, 0, 0))));
            trial.independence(
                    name + ": attempts",
                    u(i -> random.withIdentity(KeyedRandom.child(i, 1, 0, 0))),
                    u(i -> random.withIdentity(KeyedRandom.child(i, 1, 0, 1))));
            trial.independence(
                    name + ": branches",
                    u(i -> random.withIdentity(KeyedRandom.child(i, 1, i & 15, 0))),
                    u(i -> random.withIdentity(KeyedRandom.child(i, 1, (i & 15) + 1, 0))));
            trial.independence(
                    name + ": steps",
                    u(i -> random.withIdentity(KeyedRandom.child(i, 1, 0, 0))),
                    u(i -> random.withIdentity(KeyedRandom.child(i, 2, 0, 0))));
            trial.independence(
                    name + ": parent and child",
                    u(i -> random.withIdentity(KeyedRandom.child(3, i, 0, 0))),
                    u(i -> random.withIdentity(KeyedRandom.child(KeyedRandom.child(3, i, 0, 0), 0, 0, 0))));
        }
        String[][] pairs = {{"web/1", "web/2"}, {"web/1", "web/11"}, {"a", "b"}, {"ab", "ba"}, {"", "a"}};
        for (String[] pair : pairs) {
            KeyedRandom one = new KeyedRandom(KeyedRandom.key(0, 0, pair[0]));
            KeyedRandom other = new KeyedRandom(KeyedRandom.key(0, 0, pair[1]));
            trial.independence(
                    "names " + pair[0] + " " + pair[1], u(i -> one.withIdentity(i)), u(i -> other.withIdentity(i)));
        }
        KeyedRandom zero = new KeyedRandom(KeyedRandom.key(0, 0, "same"));
        KeyedRandom seed = new KeyedRandom(KeyedRandom.key(1, 0, "same"));
        KeyedRandom replication = new KeyedRandom(KeyedRandom.key(0, 1, "same"));
        trial.independence("seeds", u(i -> zero.withIdentity(i)), u(i -> seed.withIdentity(i)));
        trial.independence("replications", u(i -> zero.withIdentity(i)), u(i -> replication.withIdentity(i)));
        trial.independence(
                "a seed and its replication", u(i -> seed.withIdentity(i)), u(i -> replication.withIdentity(i)));
        trial.verdict();
    }

    /**
     * Control: the tests used here detect a mean that is 2 % too large, and numbers of which 5 % equal their neighbour.
     */
    @Test
    void slightDeviationsAreDetected() {
        StatisticalTestFamily mean = new StatisticalTestFamily("DrawsTest.control");
        KeyedRandom random = mean.randomStream("mean");
        mean.kolmogorovSmirnov("mean", sample(i -> 1.02 * random.exponential()), x -> -Math.expm1(-x));
        assertThatThrownBy(mean::verdict).isInstanceOf(AssertionError.class);
        StatisticalTestFamily neighbours = new StatisticalTestFamily("DrawsTest.control");
        double[] twice = sample(i -> random.withIdentity(i).uniform());
        double[] mixed = sample(i -> random.uniform() < 0.05 ? twice[i] : random.uniform());
        neighbours.independence("neighbours", twice, mixed);
        assertThatThrownBy(neighbours::verdict).isInstanceOf(AssertionError.class);
    }

    private interface Chance {
        double next();
    }

    private static double[] sample(IntFunction<Double> source) {
        double[] sample = new double[N];
        Arrays.setAll(sample, source::apply);
        return sample;
    }

    private static double[] u(IntFunction<KeyedRandom> positioned) {
        return sample(i -> positioned.apply(i).uniform());
    }

    private static double numberAfter(KeyedRandom random, int skipped) {
        for (int i = 0; i < skipped; i++) {
            random.next();
        }
        return random.uniform();
    }

    /** Returns the excess over a bound of the numbers above it. */
    private static double[] tail(double bound, Chance chance) {
        double[] sample = new double[500];
        for (int i = 0; i < sample.length; ) {
            double x = chance.next();
            if (x >= bound) {
                sample[i++] = x - bound;
            }
        }
        return sample;
    }
}
