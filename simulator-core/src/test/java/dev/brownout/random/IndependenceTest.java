package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Independence of neighbouring random numbers in several senses, over longer distances than in {@link KeyedRandomTest}.
 */
@Tag("law")
class IndependenceTest {
    private static final int N = 1 << 17;

    @Test
    void successiveRequestsAreIndependent() {
        StatisticalTestFamily trial = new StatisticalTestFamily("IndependenceTest.lags");
        long source = KeyedRandom.key(7, 0, "load");
        for (String name : new String[] {"web.service", "db.read", "link "}) {
            KeyedRandom random = trial.randomStream(name);
            double[] uniform = uniform(random, i -> KeyedRandom.child(source, i, 0, 0), N + 16);
            double[] waits = new double[N + 16];
            Arrays.setAll(
                    waits,
                    i -> random.withIdentity(KeyedRandom.child(source, i, 0, 0)).exponential());
            for (int lag : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 16}) {
                trial.uncorrelated(name + ": lag " + lag, head(uniform), from(uniform, lag));
                trial.uncorrelated(name + ": exponential, lag " + lag, head(waits), from(waits, lag));
                trial.independence(name + ": pairs " + lag, head(uniform), from(uniform, lag));
            }
        }
        trial.verdict();
    }

    /**
     * Random numbers of a user's n-th request, of its attempts, and of the branches of their steps, as deep as step
     * programs nest.
     */
    @Test
    void attemptsStepsAndBranchesAreIndependent() {
        StatisticalTestFamily trial = new StatisticalTestFamily("IndependenceTest.children");
        KeyedRandom random = trial.randomStream("web.service");
        long source = KeyedRandom.key(7, 0, "load");
        IntToLongFunction root = i -> KeyedRandom.child(source, i, 0, 0);
        for (int attempt = 0; attempt < 4; attempt++) {
            int tried = attempt;
            IntToLongFunction one = i -> KeyedRandom.child(root.applyAsLong(i), 3, 0, tried);
            IntToLongFunction next = i -> KeyedRandom.child(root.applyAsLong(i), 3, 0, tried + 1);
            IntToLongFunction branch = i -> KeyedRandom.child(root.applyAsLong(i), 3, tried + 1, 0);
            IntToLongFunction deeper = i -> KeyedRandom.child(one.applyAsLong(i), 3, 0, tried);
            pairs(trial, random, "attempts from " + attempt, one, next);
            pairs(trial, random, "attempt and branch " + attempt, next, branch);
            pairs(trial, random, "attempt and its step " + attempt, one, deeper);
        }
        for (int step = 0; step < 4; step++) {
            int index = step;
            IntToLongFunction one = i -> KeyedRandom.child(root.applyAsLong(i), index, 0, 0);
            IntToLongFunction other = i -> KeyedRandom.child(root.applyAsLong(i), index + 1, 0, 0);
            IntToLongFunction neighbour = i -> KeyedRandom.child(root.applyAsLong(i + 1), index, 0, 0);
            pairs(trial, random, "steps from " + step, one, other);
            pairs(trial, random, "a step and that of the next request " + step, one, neighbour);
            pairs(
                    trial,
                    random,
                    "users " + step,
                    i -> KeyedRandom.child(source, i, index, 0),
                    i -> KeyedRandom.child(source, i, index + 1, 0));
        }
        trial.verdict();
    }

    @Test
    void namedStreamsAndTheirNumbersAreIndependent() {
        StatisticalTestFamily trial = new StatisticalTestFamily("IndependenceTest.parameters");
        String[] names = {
            "web.service", "web.servicf", "wea.service", "db.service", "web.read", "web2.service", "web.servic"
        };
        for (int a = 0; a < names.length; a++) {
            KeyedRandom one = new KeyedRandom(KeyedRandom.key(3, 0, names[a]));
            KeyedRandom other = new KeyedRandom(KeyedRandom.key(3, 0, names[(a + 1) % names.length]));
            double[] here = uniform(one, i -> KeyedRandom.mix(i), N);
            trial.independence(names[a] + " and the next name", here, uniform(other, i -> KeyedRandom.mix(i), N));
            trial.uncorrelated(names[a] + " by next name", here, uniform(other, i -> KeyedRandom.mix(i), N));
            for (int k = 1; k <= 3; k++) {
                trial.independence(names[a] + ": draw " + k, here, numbersAfter(one, k));
            }
        }
        trial.verdict();
    }

    /**
     * A million calls of all shapes have a million identities. The probability of two equal ones is one in 33 million.
     */
    @Test
    void callIdentitiesAreUnique() {
        long source = KeyedRandom.key(1, 0, "load");
        long[] identities = LongStream.range(0, 1 << 20)
                .map(n -> KeyedRandom.child(
                        KeyedRandom.child(source, n >> 10, 0, 0), n >> 6 & 15, (int) n >> 3 & 7, (int) n & 7))
                .sorted()
                .toArray();
        for (int i = 1; i < identities.length; i++) {
            assertThat(identities[i]).isNotEqualTo(identities[i - 1]);
        }
    }

    /** Control: one multiplication is no mix, and each of the tests used here detects it. */
    @Test
    void badMixIsDetected() {
        double[] bad = new double[N + 16];
        Arrays.setAll(bad, i -> (i * 0xD1342543DE82EF95L >>> 11) * 0x1.0p-53);
        StatisticalTestFamily pairs = new StatisticalTestFamily("IndependenceTest.control");
        pairs.independence("pairs", head(bad), from(bad, 1));
        assertThatThrownBy(pairs::verdict).isInstanceOf(AssertionError.class);
        StatisticalTestFamily lags = new StatisticalTestFamily("IndependenceTest.control");
        lags.uncorrelated("lag 1", head(bad), from(bad, 1));
        assertThatThrownBy(lags::verdict).isInstanceOf(AssertionError.class);
    }

    private static void pairs(
            StatisticalTestFamily trial,
            KeyedRandom random,
            String test,
            IntToLongFunction one,
            IntToLongFunction other) {
        double[] first = uniform(random, one, N);
        double[] second = uniform(random, other, N);
        trial.independence(test, first, second);
        trial.uncorrelated(test + ", correlation", first, second);
    }

    private static double[] uniform(KeyedRandom random, IntToLongFunction identity, int n) {
        double[] sample = new double[n];
        Arrays.setAll(sample, i -> random.withIdentity(identity.applyAsLong(i)).uniform());
        return sample;
    }

    /** Returns the k-th random number after the first, for each call. */
    private static double[] numbersAfter(KeyedRandom random, int k) {
        double[] sample = new double[N];
        Arrays.setAll(sample, i -> {
            random.withIdentity(KeyedRandom.mix(i));
            for (int skipped = 0; skipped < k; skipped++) {
                random.next();
            }
            return random.uniform();
        });
        return sample;
    }

    private static double[] head(double[] all) {
        return Arrays.copyOf(all, N);
    }

    private static double[] from(double[] all, int start) {
        return Arrays.copyOfRange(all, start, start + N);
    }
}
