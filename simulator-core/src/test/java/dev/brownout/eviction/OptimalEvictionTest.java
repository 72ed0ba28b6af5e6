package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.KeyOrder;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.SequentialKeys;
import dev.brownout.random.TraceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OptimalEvictionTest {
    private static final int KEYS = 40;

    private static int[] record(int seed) {
        KeyedRandom random = new KeyedRandom(seed);
        return IntStream.range(0, 300)
                .map(i -> 7 + Math.min(random.nextInt(KEYS), random.nextInt(KEYS)))
                .toArray();
    }

    /**
     * Returns the hits of a simple reference implementation. It evicts the key with the next request farthest in the
     * future.
     */
    private static int plainHits(int[] keys, int places) {
        List<Integer> held = new ArrayList<>();
        int hits = 0;
        for (int i = 0; i < keys.length; i++) {
            if (held.contains(keys[i])) {
                hits++;
                continue;
            }
            if (held.size() == places) {
                int farthest = -1;
                Integer victim = 0;
                for (Integer key : held) {
                    int next = i;
                    while (next < keys.length && keys[next] != key) {
                        next++;
                    }
                    if (next > farthest) {
                        farthest = next;
                        victim = key;
                    }
                }
                held.remove(victim);
            }
            held.add(keys[i]);
        }
        return hits;
    }

    private static int hits(BoundedStore store, FutureAccesses foresight, int[] keys) {
        int hits = 0;
        for (int i = 0; i < keys.length; i++) {
            foresight.advanceTo(i);
            hits += BoundedStoreTest.hits(store, keys[i]) ? 1 : 0;
        }
        return hits;
    }

    private static FutureAccesses accesses(int... record) {
        return new FutureAccesses(new TraceKeys(record).order().orElseThrow());
    }

    @Test
    void equalsTheReferenceAndNoOtherEvictionHitsMore() {
        for (int seed = 0; seed < 30; seed++) {
            int[] keys = record(seed);
            int places = 1 + seed;
            FutureAccesses foresight = accesses(keys);
            int found = hits(new BoundedStore(foresight, places, Long.MAX_VALUE), foresight, keys);
            assertThat(found).isEqualTo(plainHits(keys, places));
            for (Eviction other : Eviction.values()) {
                if (other != Eviction.OPT) {
                    assertThat(hits(new BoundedStore(other, places, Long.MAX_VALUE), foresight, keys))
                            .isLessThanOrEqualTo(found);
                }
            }
        }
    }

    @Test
    void nextUsesFollowTheRepeatedTrace() {
        for (KeyOrder order : List.of(
                new TraceKeys(record(1)).order().orElseThrow(),
                new SequentialKeys(9).order().orElseThrow())) {
            for (int key = 0; key <= KEYS + 8; key++) {
                long next = KeyOrder.NEVER;
                for (long number = 3L * order.period(); number >= 0; number--) {
                    next = order.key(number) == key ? number : next;
                    if (number <= 2L * order.period()) {
                        assertThat(order.next(key, number)).isEqualTo(next);
                    }
                }
            }
        }
    }

    /**
     * Request 2 is the next request of key 1 and is lost. The key is not kept as if that request were still to come.
     */
    @Test
    void keyIsNotKeptForALostRequest() {
        FutureAccesses foresight = accesses(1, 2, 1, 3, 2, 3, 2, 3, 2, 1);
        BoundedStore store = new BoundedStore(foresight, 2, Long.MAX_VALUE);
        foresight.advanceTo(0);
        BoundedStoreTest.hits(store, 1);
        foresight.advanceTo(1);
        BoundedStoreTest.hits(store, 2);
        foresight.advanceTo(3);
        BoundedStoreTest.hits(store, 3);
        assertThat(store.find(1)).isEqualTo(BoundedStore.ABSENT);
        assertThat(store.find(2)).isNotEqualTo(BoundedStore.ABSENT);
    }

    /** Keys that are not in the trace are evicted first. Several of them can be stored at the same time. */
    @Test
    void keyWithoutFutureRequestsIsEvictedFirst() {
        FutureAccesses foresight = accesses(1, 2, 3, 4);
        BoundedStore store = new BoundedStore(foresight, 3, Long.MAX_VALUE);
        for (int key : new int[] {77, 88, 1, 2, 3}) {
            BoundedStoreTest.hits(store, key);
        }
        assertThat(store.find(77)).isEqualTo(BoundedStore.ABSENT);
        assertThat(store.find(88)).isEqualTo(BoundedStore.ABSENT);
        assertThat(store.entries()).isEqualTo(3);
        assertThatThrownBy(() -> new BoundedStore(Eviction.OPT, 3, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void analyticalHitRatioMatchesTheReplayedTrace() {
        int[] keys = record(3);
        int[] twice = IntStream.range(0, 600).map(i -> keys[i % keys.length]).toArray();
        FutureAccesses foresight = accesses(keys);
        BoundedStore store = new BoundedStore(foresight, 10, Long.MAX_VALUE);
        double both = hits(store, foresight, twice);
        foresight = accesses(keys);
        double first = hits(new BoundedStore(foresight, 10, Long.MAX_VALUE), foresight, keys);
        assertThat(new MissRatioModel(new TraceKeys(keys), limits(10)).hitRatio())
                .isEqualTo((both - first) / keys.length);
        assertThat(new MissRatioModel(new TraceKeys(keys), limits(KEYS)).hitRatio())
                .isEqualTo(1);
        assertThat(new MissRatioModel(new SequentialKeys(101), limits(100)).hitRatio())
                .isEqualTo(0.99);
        int[] inTurn = IntStream.rangeClosed(1, 101).toArray();
        assertThat(new MissRatioModel(new TraceKeys(inTurn), limits(100)).hitRatio())
                .isBetween(0.98, 1.0);
    }

    private static MissRatioModel.Limits limits(int entries) {
        return new MissRatioModel.Limits(Eviction.OPT, entries, Double.POSITIVE_INFINITY, false, 0);
    }
}
