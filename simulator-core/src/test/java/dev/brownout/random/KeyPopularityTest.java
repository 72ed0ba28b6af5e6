package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyPopularityTest {

    private static final KeyNames NAMES = new KeyNames(List.of("adele", "bieber", "cher"));

    private static List<KeyPopularity> popularities() {
        return List.of(
                new UniformKeys(10),
                new ZipfKeys(0, 7),
                new ZipfKeys(1, 1),
                new ZipfKeys(0.99, 3000),
                new HotKeys(
                        List.of(new HotKeys.Hot(0.3, "bieber"), new HotKeys.Hot(0.1, "adele")), new UniformKeys(100)),
                new SequentialKeys(5),
                new TraceKeys(4, 9, 4, 4, 2));
    }

    @Test
    void zipfFollowsItsDistributionForEveryExponentAndSize() {
        StatisticalTestFamily trial = new StatisticalTestFamily("KeyPopularityTest.zipf");
        for (double s : new double[] {0, 0.6, 0.99, 1, 1.5}) {
            for (int n : new int[] {10, 1000, 1_000_000}) {
                zipf(trial, s, n);
            }
        }
        trial.verdict();
    }

    /** Counts ranks one by one while each is expected often, then in classes of about 2,000 samples. */
    private static void zipf(StatisticalTestFamily trial, double s, int n) {
        int random = 1_000_000;
        double[] weights = IntStream.rangeClosed(1, n)
                .mapToDouble(k -> StrictMath.pow(k, -s))
                .toArray();
        double total =
                IntStream.range(0, n).mapToDouble(i -> weights[n - 1 - i]).sum();
        int[] classOf = new int[n + 1];
        double[] probability = new double[n];
        int classes = 0;
        double mass = 0;
        double left = 1;
        for (int k = 1; k <= n; k++) {
            classOf[k] = classes;
            mass += weights[k - 1] / total;
            left -= weights[k - 1] / total;
            if (k == n || mass * random >= 2000 && left * random >= 2000) {
                probability[classes++] = mass;
                mass = 0;
            }
        }
        KeySampler sampler = new ZipfKeys(s, n).sampler(NAMES);
        KeyedRandom stream = trial.randomStream(s + "," + n);
        long[] counts = new long[classes];
        for (int i = 0; i < random; i++) {
            counts[classOf[sampler.next(stream.withIdentity(i), i)]]++;
        }
        trial.chiSquare("s=" + s + " n=" + n, counts, Arrays.copyOf(probability, classes));
    }

    @Test
    void zipfReachesItsLastRanks() {
        int n = 100_000_000;
        KeySampler sampler = new ZipfKeys(0.5, n).sampler(NAMES);
        KeyedRandom random = StatisticalTestFamily.randomStream("KeyPopularityTest", "last ranks");
        int greatest = 0;
        for (int i = 0; i < 200_000; i++) {
            int key = sampler.next(random.withIdentity(i), i);
            assertThat(key).isBetween(1, n);
            greatest = Math.max(greatest, key);
        }
        assertThat(greatest).isGreaterThan(n - n / 1000);
    }

    @Test
    void zipfProbabilitiesAreThoseOfTheFullSum() {
        for (double s : new double[] {0, 0.6, 0.99, 1, 1.5, 4}) {
            int n = 200_000;
            double total = 0;
            for (int k = n; k >= 1; k--) {
                total += StrictMath.pow(k, -s);
            }
            assertThat(new ZipfKeys(s, n).probability(1)).isCloseTo(1 / total, within(1e-12 / total));
            assertThat(new ZipfKeys(s, n).probability(17)).isCloseTo(StrictMath.pow(17, -s) / total, within(1e-12));
        }
    }

    @Test
    void zipfGivesTheFirstKeysTheirKnownShares() {
        ZipfKeys zipf = new ZipfKeys(1, 100_000);
        assertThat(zipf.probability(1)).isCloseTo(0.08271199, within(1e-8));
        double first = 0;
        for (int rank = 1; rank <= 1000; rank++) {
            first += zipf.probability(rank);
        }
        assertThat(first).isCloseTo(0.6191382, within(1e-7));
    }

    @Test
    void sampledKeysFollowTheirProbabilities() {
        StatisticalTestFamily trial = new StatisticalTestFamily("KeyPopularityTest.all");
        for (KeyPopularity popularity : popularities()) {
            if (popularity.size() > 1 && popularity.size() <= 1000) {
                checkCounts(trial, popularity);
            }
        }
        trial.verdict();
    }

    private static void checkCounts(StatisticalTestFamily trial, KeyPopularity popularity) {
        int size = popularity.size();
        int[] keys = IntStream.rangeClosed(1, size)
                .map(rank -> popularity.key(rank, NAMES))
                .toArray();
        assertThat(keys).doesNotHaveDuplicates();
        double[] probabilities = IntStream.rangeClosed(1, size)
                .mapToDouble(popularity::probability)
                .toArray();
        KeySampler sampler = popularity.sampler(NAMES);
        KeyedRandom random = trial.randomStream(popularity.toString());
        long[] counts = new long[size];
        for (int i = 0; i < 100_000; i++) {
            int key = sampler.next(random.withIdentity(i), i);
            int rank = 0;
            while (keys[rank] != key) {
                rank++;
            }
            counts[rank]++;
        }
        trial.chiSquare(popularity.toString(), counts, probabilities);
    }

    @ParameterizedTest
    @MethodSource("popularities")
    void probabilitiesAddUpToOne(KeyPopularity popularity) {
        double sum = 0;
        for (int rank = 1; rank <= popularity.size(); rank++) {
            sum += popularity.probability(rank);
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void keysAreReproducible() {
        long hash = 0;
        for (KeyPopularity popularity : popularities()) {
            KeySampler sampler = popularity.sampler(NAMES);
            KeyedRandom random = StatisticalTestFamily.randomStream("KeyPopularityTest", "pinned");
            for (int i = 0; i < 2000; i++) {
                hash = KeyedRandom.mix(hash + sampler.next(random.withIdentity(i), i));
            }
        }
        assertThat(hash).isEqualTo(-5216688556912659817L);
    }

    @Test
    void sequencesAndTracesFollowTheRequestNumber() {
        KeyedRandom random = StatisticalTestFamily.randomStream("KeyPopularityTest", "numbers");
        KeySampler sequence = new SequentialKeys(3).sampler(NAMES);
        KeySampler trace = new TraceKeys(4, 9, 4).sampler(NAMES);
        assertThat(new int[] {sequence.next(random, 0), sequence.next(random, 2), sequence.next(random, 3)})
                .containsExactly(1, 3, 1);
        assertThat(new int[] {trace.next(random, 0), trace.next(random, 1), trace.next(random, 3_000_000_000_001L)})
                .containsExactly(4, 9, 9);
    }

    @Test
    void writersCreateKeysAndReadersUseExistingOnes() {
        for (KeyPopularity table : List.of(new NewestKeys(100), new UuidKeys(100))) {
            CreatedNumbers created = new CreatedNumbers();
            KeyedRandom random = StatisticalTestFamily.randomStream("KeyPopularityTest", table.toString());
            KeySampler writers = table.ofWriters().sampler(NAMES, created);
            KeySampler readers = table.sampler(NAMES, created);
            Set<Integer> made = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                int key = writers.next(random, 7);
                assertThat(table.contains(key)).isFalse();
                assertThat(made.add(key)).isTrue();
                assertThat(key).isBetween(1, table.ofWriters().maximum() == 100 ? 400 : 1 << 30);
            }
            int requests = 0;
            for (int i = 0; i < 10_000; i++) {
                int key = readers.next(random.withIdentity(i), i);
                assertThat(table.contains(key) || made.contains(key)).isTrue();
                requests += table.contains(key) ? 1 : 0;
            }
            assertThat(requests).isBetween(2500 - 180, 2500 + 180);
        }
        assertThat(new NewestKeys(100).ofWriters().key(1, NAMES)).isEqualTo(101);
    }

    @Test
    void uuidKeysAreUniformlySpread() {
        UuidKeys table = new UuidKeys(1000);
        int[] held = new int[8];
        for (int place = 0; place < 100_000; place++) {
            int key = table.number(place);
            assertThat(table.contains(key)).isEqualTo(place < 1000);
            held[(int) ((key - 1L) * 8 >> 30)]++;
        }
        for (int keys : held) {
            assertThat(keys).isBetween(12_500 - 400, 12_500 + 400);
        }
        assertThat(table.contains(0)).isFalse();
        assertThat(table.contains(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void namedKeysCountDownFromTheTopInTheOrderOfTheirNames() {
        assertThat(NAMES.id("adele")).isEqualTo(Integer.MAX_VALUE);
        assertThat(NAMES.id("cher")).isEqualTo(Integer.MAX_VALUE - 2);
        assertThat(NAMES.name(Integer.MAX_VALUE - 1)).isEqualTo("bieber");
        assertThat(NAMES.name(17)).isEqualTo("17");
        assertThat(NAMES.name(Integer.MAX_VALUE - 3)).isEqualTo("2147483644");
        assertThat(NAMES.name(-5)).isEqualTo("-5");
        assertThatThrownBy(() -> NAMES.id("dylan")).hasMessageContaining("dylan");
    }

    @Test
    void refusesParametersOutOfRangeByName() {
        assertThatThrownBy(() -> new UniformKeys(0)).hasMessageContaining("number of keys must be from 1");
        assertThatThrownBy(() -> new NewestKeys(0)).hasMessageContaining("number of keys must be from 1");
        assertThatThrownBy(() -> new UuidKeys(0)).hasMessageContaining("number of keys must be from 1");
        assertThatThrownBy(() -> new SequentialKeys(-1)).hasMessageContaining("number of keys must be from 1");
        assertThatThrownBy(() -> new ZipfKeys(-0.1, 5)).hasMessageContaining("exponent must be >= 0");
        assertThatThrownBy(() -> new ZipfKeys(1, Integer.MAX_VALUE)).hasMessageContaining("number of keys");
        assertThatThrownBy(() -> new HotKeys.Hot(1.5, "bieber")).hasMessageContaining("share of bieber");
        assertThatThrownBy(() ->
                        new HotKeys(List.of(new HotKeys.Hot(0.6, "a"), new HotKeys.Hot(0.6, "b")), new UniformKeys(1)))
                .hasMessageContaining("add up to at most 1");
        assertThatThrownBy(() -> new TraceKeys()).hasMessageContaining("number of recorded keys");
        assertThatThrownBy(() -> new TraceKeys(3, 0)).hasMessageContaining("key must be >= 1");
        assertThatThrownBy(() -> new KeyNames(List.of("b", "a"))).hasMessageContaining("ascend");
    }
}
