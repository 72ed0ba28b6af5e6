package dev.brownout.component.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.hashing.Hashing;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformKeys;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.spec.Factor;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.OfferedDemand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HashBalancingTest {
    private static final int KEYS = 10_000;
    private static final int MANY_KEYS = 100_000;
    private static final List<String> NAMES =
            IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList();
    private static final int[] ALL = IntStream.range(0, 10).toArray();
    private static final int[] IDLE = new int[10];

    private static BalancingStrategy choice(BalancingAlgorithm algorithm, Optional<Factor> factor, Runnable spilled) {
        LoadBalancerSpec spec = LoadBalancerSpecs.spec(algorithm, b -> b.factor = factor);
        BalancingStrategy choice = spec.selection().strategy(new KeyedRandom(1), NAMES, List.of(), spilled);
        choice.membersChanged(ALL, ALL.length);
        return choice;
    }

    private static int pick(BalancingStrategy choice, int[] in, int[] inFlight, int key) {
        return choice.pick(in, in.length, inFlight, 0, Hashing.hash(key));
    }

    /**
     * Removes one of ten hosts. The share of the other hosts' keys that move lies between {@code least} and
     * {@code most}. For a modulo hash it is 8/9, with four standard deviations on each side.
     */
    @ParameterizedTest
    @CsvSource({"SOURCE_HASH, 0.8846, 0.8932", "RING_HASH, 0, 0", "MAGLEV, 0.0001, 0.02"})
    void keysOfOtherHostsMovedByARemoval(BalancingAlgorithm algorithm, double least, double most) {
        BalancingStrategy choice = choice(algorithm, Optional.empty(), () -> {});
        int[] before = IntStream.rangeClosed(1, MANY_KEYS)
                .map(key -> pick(choice, ALL, IDLE, key))
                .toArray();
        int[] nine = Arrays.stream(ALL).filter(machine -> machine != 6).toArray();
        choice.membersChanged(nine, nine.length);
        int moved = 0;
        int stayed = 0;
        for (int key = 1; key <= MANY_KEYS; key++) {
            int now = pick(choice, nine, IDLE, key);
            assertThat(now).isNotEqualTo(6);
            if (before[key - 1] != 6) {
                moved += now == before[key - 1] ? 0 : 1;
                stayed++;
            }
        }
        assertThat((double) moved / stayed).isBetween(least, most);
        choice.membersChanged(ALL, ALL.length);
        for (int key = 1; key <= MANY_KEYS; key++) {
            assertThat(pick(choice, ALL, IDLE, key)).isEqualTo(before[key - 1]);
        }
    }

    /**
     * Removes each of n hosts in turn, for ten sets of keys. A modulo hash moves (n - 1)/n of all keys. A ring moves
     * 1/n of all keys, and no key of the other hosts. Maglev moves slightly more than 1/n. The share of the modulo hash
     * is checked to four standard errors.
     */
    @ParameterizedTest
    @CsvSource({"SOURCE_HASH, 4", "SOURCE_HASH, 10", "RING_HASH, 4", "RING_HASH, 10", "MAGLEV, 4", "MAGLEV, 10"})
    @ChosenRows({1, 4, 5})
    void shareOfAllKeysMovedByARemoval(BalancingAlgorithm algorithm, int machines) {
        List<String> names =
                IntStream.rangeClosed(1, machines).mapToObj(Integer::toString).toList();
        int[] all = IntStream.range(0, machines).toArray();
        BalancingStrategy choice =
                LoadBalancerSpecs.spec(algorithm).selection().strategy(new KeyedRandom(1), names, List.of(), () -> {});
        for (int set = 0; set < 10; set++) {
            int first = set * KEYS;
            choice.membersChanged(all, machines);
            int[] before = IntStream.range(first, first + KEYS)
                    .map(key -> pick(choice, all, new int[machines], key))
                    .toArray();
            long moved = 0;
            for (int lost : all) {
                int[] left =
                        Arrays.stream(all).filter(machine -> machine != lost).toArray();
                choice.membersChanged(left, left.length);
                for (int key = 0; key < KEYS; key++) {
                    moved += pick(choice, left, new int[machines], first + key) == before[key] ? 0 : 1;
                }
            }
            double share = (double) moved / machines / KEYS;
            double remainder = (machines - 1.0) / machines;
            double error = 4 * Math.sqrt(remainder * (1 - remainder) / KEYS);
            switch (algorithm) {
                case SOURCE_HASH -> assertThat(share).isBetween(remainder - error, remainder + error);
                case RING_HASH -> assertThat(moved).isEqualTo(KEYS);
                default -> assertThat(share).isBetween(1.0 / machines, 1.0 / machines + 0.02);
            }
        }
    }

    /**
     * Bounded loads of Mirrokni et al.: no host exceeds the bound times the mean load, rounded up. A call leaves its
     * home host only if that host would exceed the bound.
     */
    @ParameterizedTest
    @EnumSource(names = {"RING_HASH", "MAGLEV"})
    void boundedLoadLimitsEachHost(BalancingAlgorithm algorithm) {
        int[] spilled = new int[1];
        BalancingStrategy free = choice(algorithm, Optional.empty(), () -> {});
        SplittableRandom random = new SplittableRandom(5);
        for (int percent : new int[] {100, 110, 125, 200}) {
            BalancingStrategy bounded = choice(algorithm, Optional.of(new Factor(percent / 100.0)), () -> spilled[0]++);
            int[] inFlight = new int[10];
            for (int call = 0; call < 20_000; call++) {
                int key = 1 + random.nextInt(random.nextInt(1, 50));
                int before = spilled[0];
                int picked = pick(bounded, ALL, inFlight, key);
                int all = Arrays.stream(inFlight).sum() + 1;
                int most = (percent * all + 999) / 1000;
                int home = pick(free, ALL, inFlight, key);
                assertThat(inFlight[picked] + 1).isLessThanOrEqualTo(most);
                assertThat(picked == home).isEqualTo(inFlight[home] + 1 <= most);
                assertThat(spilled[0] - before).isEqualTo(picked == home ? 0 : 1);
                inFlight[picked]++;
                int done = random.nextInt(10);
                inFlight[done] = Math.max(0, inFlight[done] - random.nextInt(3));
            }
        }
        assertThat(spilled[0]).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"RING_HASH", "MAGLEV", "SOURCE_HASH"})
    void analyticalSharesEqualTheCountedShares(BalancingAlgorithm algorithm) {
        LoadBalancerSpec spec = LoadBalancerSpecs.spec(algorithm);
        CallDistribution spread = HashSpread.of(spec.selection()).orElseThrow();
        BalancingStrategy choice = choice(algorithm, Optional.empty(), () -> {});
        int keys =
                algorithm == BalancingAlgorithm.SOURCE_HASH ? spec.selection().users() : 1_000;
        int first = algorithm == BalancingAlgorithm.SOURCE_HASH ? 0 : 1;
        double[] counted = new double[10];
        for (int key = first; key < first + keys; key++) {
            counted[pick(choice, ALL, IDLE, key)] += 1.0 / keys;
        }
        double[] shares = spread.shares(demand(), NAMES, 0, new KeyNames(List.of()));
        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).isBetween(counted[i] - 1e-9, counted[i] + 1e-9);
        }
    }

    private static OfferedDemand demand() {
        return new OfferedDemand("lb", 100, Optional.of(new UniformKeys(1_000)), 0, Optional.empty());
    }

    @Test
    void rejectsALoadBoundForSourceHash() {
        assertThatThrownBy(() -> LoadBalancerSpecs.spec(
                        BalancingAlgorithm.SOURCE_HASH, b -> b.factor = Optional.of(new Factor(1.25))))
                .hasMessageContaining("'hash_balance_factor' needs algorithm: ring-hash or maglev");
    }
}
