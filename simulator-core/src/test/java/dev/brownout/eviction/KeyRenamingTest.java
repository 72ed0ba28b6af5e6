package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.ZipfKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Independence of a store from the names of the keys: under any renaming, each request of a trace hits or misses as
 * before.
 */
class KeyRenamingTest {
    private static final int REQUESTS = 12_000;
    private static final int KEYS = 3000;

    /** Store parameters for the replay of a trace. */
    private record Stand(Eviction eviction, int entries, long bytes, long lifeNanos) {}

    static Stream<Stand> placements() {
        return Arrays.stream(Eviction.values())
                .filter(eviction -> eviction != Eviction.OPT)
                .flatMap(eviction -> Stream.of(
                        new Stand(eviction, 1, Long.MAX_VALUE, BoundedStore.NEVER),
                        new Stand(eviction, 100, Long.MAX_VALUE, BoundedStore.NEVER),
                        new Stand(eviction, 1000, Long.MAX_VALUE, 5000),
                        new Stand(eviction, BoundedStore.UNLIMITED, 50_000, BoundedStore.NEVER),
                        new Stand(eviction, 2000, 50_000, 20_000)));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void renamedKeysHitAndMissAsBefore(Stand placement) {
        int[] shuffled = IntStream.range(0, KEYS + 1).toArray();
        Random chance = new Random(placement.toString().hashCode());
        for (int i = KEYS; i > 1; i--) {
            int other = 1 + chance.nextInt(i);
            int key = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = key;
        }
        for (int[] trace : List.of(zipf(placement), mixed(placement))) {
            boolean[] hits = play(placement, trace, key -> key);
            for (IntUnaryOperator renamed : List.<IntUnaryOperator>of(
                    key -> shuffled[key],
                    key -> KEYS + 1 - key,
                    key -> key << 18, // all keys fall into few cells of the table
                    key -> key * 0x61C88647,
                    key -> Integer.MAX_VALUE - key)) {
                assertThat(play(placement, trace, renamed)).isEqualTo(hits);
            }
        }
    }

    private static int[] zipf(Stand placement) {
        return trace(new ZipfKeys(0.8, KEYS).sampler(new KeyNames(List.of())), placement + " zipf");
    }

    /**
     * Returns a trace in which every second request belongs to a scan. The other requests are uniformly distributed.
     */
    private static int[] mixed(Stand placement) {
        int[] even = trace(new UniformKeys(KEYS).sampler(new KeyNames(List.of())), placement + " even");
        for (int i = 0; i < REQUESTS; i += 2) {
            even[i] = 1 + i / 2 % KEYS;
        }
        return even;
    }

    private static int[] trace(KeySampler sampler, String name) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, 0, "NamesOfKeysTest/" + name));
        return IntStream.range(0, REQUESTS)
                .map(i -> sampler.next(random.withIdentity(i), i))
                .toArray();
    }

    /**
     * Returns for each request whether it hit and whether it caused an eviction. Every 97th request is followed by a
     * removal.
     */
    private static boolean[] play(Stand placement, int[] trace, IntUnaryOperator name) {
        BoundedStore store = new BoundedStore(placement.eviction(), placement.entries(), placement.bytes());
        boolean[] seen = new boolean[2 * REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            int key = name.applyAsInt(trace[i]);
            long before = store.evictions();
            seen[2 * i] = store.get(key, i) != BoundedStore.ABSENT;
            if (!seen[2 * i]) {
                long expiresAt =
                        placement.lifeNanos() == BoundedStore.NEVER ? BoundedStore.NEVER : i + placement.lifeNanos();
                store.put(key, i, 10 + trace[i] % 90, expiresAt);
            }
            if (i % 97 == 0) {
                store.remove(name.applyAsInt(trace[i / 2]));
            }
            seen[2 * i + 1] = store.evictions() > before;
        }
        return seen;
    }
}
