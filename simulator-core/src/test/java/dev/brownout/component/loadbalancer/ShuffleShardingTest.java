package dev.brownout.component.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.hashing.Hashing;
import dev.brownout.random.KeyedRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Combinations of hosts by key, against their number: C(n, k). */
class ShuffleShardingTest {
    private static final int[] ALL = {0, 1, 2, 3, 4, 5, 6, 7};

    private static ShuffleSharding sharding(int machines, int size) {
        return new ShuffleSharding(new KeyedRandom(KeyedRandom.key(1, 0, "shards")), machines, size);
    }

    private static int pick(ShuffleSharding sharding, int[] candidates, long identity, int key) {
        return sharding.pick(candidates, candidates.length, new int[8], identity, Hashing.hash(key));
    }

    /** Each of 28, 56 or 70 combinations gets an equal part of the keys: within five standard deviations. */
    @ParameterizedTest
    @CsvSource({"8, 2, 28", "8, 3, 56", "8, 4, 70", "8, 8, 1", "8, 12, 1", "8, 1, 8"})
    void everyCombinationIsEquallyProbable(int machines, int size, int combinations) {
        Map<String, Integer> keys = new TreeMap<>();
        for (int key = 1; key <= 1000 * combinations; key++) {
            int[] shard = ShuffleSharding.shard(Hashing.hash(key), machines, Math.min(machines, size));
            assertThat(shard).hasSize(Math.min(machines, size)).doesNotHaveDuplicates();
            keys.merge(Arrays.toString(shard), 1, Integer::sum);
        }
        assertThat(keys).hasSize(combinations);
        assertThat(keys.values()).allMatch(count -> Math.abs(count - 1000) <= 5 * Math.sqrt(1000));
    }

    /**
     * A key with two of 8 hosts shares both with another key with probability 1/28, and one of them with 12/28, within
     * five standard deviations.
     */
    @Test
    void fewKeysShareBothHosts() {
        int[] poisoned = ShuffleSharding.shard(Hashing.hash(1), 8, 2);
        int[] shared = new int[3];
        int keys = 100_000;
        for (int key = 2; key < 2 + keys; key++) {
            int both = 0;
            for (int host : ShuffleSharding.shard(Hashing.hash(key), 8, 2)) {
                both += Arrays.binarySearch(poisoned, host) >= 0 ? 1 : 0;
            }
            shared[both]++;
        }
        double[] expected = {15 / 28.0, 12 / 28.0, 1 / 28.0};
        for (int n = 0; n < 3; n++) {
            double deviation = 5 * Math.sqrt(expected[n] * (1 - expected[n]) / keys);
            assertThat((double) shared[n] / keys).isBetween(expected[n] - deviation, expected[n] + deviation);
        }
    }

    /** Calls use both hosts of their shard equally, within five standard deviations, and no other host. */
    @Test
    void callsStayWithinTheirShard() {
        ShuffleSharding sharding = sharding(8, 2);
        int[] shard = ShuffleSharding.shard(Hashing.hash(5), 8, 2);
        TreeMap<Integer, Integer> picked = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            picked.merge(pick(sharding, ALL, i, 5), 1, Integer::sum);
        }
        assertThat(picked.keySet()).containsExactly(shard[0], shard[1]);
        assertThat(picked.get(shard[0])).isBetween(4750, 5250);
        int[] others = Arrays.stream(ALL).filter(host -> host != shard[0]).toArray();
        assertThat(pick(sharding, others, 1, 5)).isEqualTo(shard[1]);
        int[] none = Arrays.stream(others).filter(host -> host != shard[1]).toArray();
        assertThat(pick(sharding, none, 1, 5)).isEqualTo(-1);
        assertThat(sharding.pickCount()).isEqualTo(sharding.withinOrWithout());
    }
}
