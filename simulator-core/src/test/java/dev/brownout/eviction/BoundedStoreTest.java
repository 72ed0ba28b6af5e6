package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.KeyedRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BoundedStoreTest {
    private static final long NOW = 0;

    @ParameterizedTest
    @CsvSource({
        // upper case: the lookup must hit; lower case: it must miss, and the key is put
        "LRU, 3, a b c A d b A D",
        "FIFO, 3, a b c A d a b",
        "FIFO, 3, a b c A A A d B C D a b",
        "LFU, 3, a b c A A B d A B c d c",
        "LFU, 2, a b A B c B a B A c B",
        "LRU, 1, a A b a",
        "LFU, 1, a A A A b B a",
        "FIFO, 1, a A b a",
        "LRU, 3, a b c d a b c d a b c d",
        "FIFO, 3, a b c d a b c d a b c d",
        // b gets its second chance twice
        "CLOCK, 3, a b c B d a B e d a B",
        // a and b lose their visited bits to c, then to d; the hand starts again at a
        "SIEVE, 3, a b c B A d A B c d a",
        "PERFECT_LFU, 1, a A b A b b b B a",
        // a and b are frequent; the scan of c, d, e passes through the recent list
        "ARC, 3, a A b B c d e A B E d",
        // a moves to the main queue; b is evicted and returns into it, past c
        "S3_FIFO, 10, a A A b c d e f g h i j k A b B c",
        // one entry per segment above the lowest: a climbs to the third one and outlives the scan; b and d exchange
        "S4LRU, 4, a A b c d A e b B D f B e f A c",
        "S4LRU, 3, a b c A d b A D",
    })
    void hitsAndMissesMatchSequencesWorkedOutByHand(Eviction eviction, int places, String requested) {
        BoundedStore store = new BoundedStore(eviction, places, Long.MAX_VALUE);
        StringBuilder seen = new StringBuilder();
        for (String key : requested.split(" ", -1)) {
            char letter = key.toLowerCase(java.util.Locale.ROOT).charAt(0);
            boolean hit = hits(store, letter);
            seen.append(seen.isEmpty() ? "" : " ").append(hit ? Character.toUpperCase(letter) : letter);
        }
        assertThat(seen).hasToString(requested);
    }

    @Test
    void removalOfAnEntryResetsItsFrequency() {
        BoundedStore store = new BoundedStore(Eviction.LFU, 2, Long.MAX_VALUE);
        hits(store, 'a');
        hits(store, 'a');
        hits(store, 'a');
        store.remove('a');
        hits(store, 'a');
        hits(store, 'b');
        hits(store, 'b');
        hits(store, 'c');
        assertThat(store.find('a')).isEqualTo(BoundedStore.ABSENT);
        assertThat(store.find('b')).isNotEqualTo(BoundedStore.ABSENT);
    }

    @Test
    void putReplacesTheEntry() {
        BoundedStore store = new BoundedStore(Eviction.LRU, 2, Long.MAX_VALUE);
        store.put(7, 1, 10, BoundedStore.NEVER);
        store.put(7, 2, 30, 500);
        int slot = store.get(7, 499);
        assertThat(store.version(slot)).isEqualTo(2);
        assertThat(store.sizeBytes(slot)).isEqualTo(30);
        assertThat(store.expiresAt(slot)).isEqualTo(500);
        assertThat(store.entries()).isEqualTo(1);
        assertThat(store.bytes()).isEqualTo(30);
        assertThat(store.evictions()).isZero();
    }

    @Test
    void entryExpiresAtItsExpiryTime() {
        BoundedStore store = new BoundedStore(Eviction.LRU, 9, Long.MAX_VALUE);
        store.put(1, 1, 1, 100);
        store.put(2, 1, 1, BoundedStore.NEVER);
        assertThat(store.get(1, 99)).isNotEqualTo(BoundedStore.ABSENT);
        assertThat(store.live(99)).isEqualTo(2);
        assertThat(store.live(100)).isEqualTo(1);
        assertThat(store.entries()).isEqualTo(2);
        assertThat(store.get(1, 100)).isEqualTo(BoundedStore.ABSENT);
        assertThat(store.entries()).isEqualTo(1);
        assertThat(store.evictions()).isZero();
        store.renew(store.find(2), 50);
        assertThat(store.get(2, 50)).isEqualTo(BoundedStore.ABSENT);
    }

    @Test
    void limitsEntriesAndBytes() {
        BoundedStore store = new BoundedStore(Eviction.LRU, 3, 100);
        store.put(1, 0, 40, BoundedStore.NEVER);
        store.put(2, 0, 40, BoundedStore.NEVER);
        store.put(3, 0, 40, BoundedStore.NEVER);
        assertThat(store.find(1)).isEqualTo(BoundedStore.ABSENT);
        assertThat(store.bytes()).isEqualTo(80);
        store.put(4, 0, 100, BoundedStore.NEVER);
        assertThat(store.entries()).isEqualTo(1);
        assertThat(store.evictions()).isEqualTo(3);
        store.put(4, 0, 101, BoundedStore.NEVER);
        assertThat(store.entries()).isZero();
        assertThat(store.bytes()).isZero();
        for (int key = 1; key <= 4; key++) {
            store.put(key, 0, 1, BoundedStore.NEVER);
        }
        assertThat(store.entries()).isEqualTo(3);
    }

    @Test
    void growthOfAnEntryCausesEvictions() {
        BoundedStore lru = new BoundedStore(Eviction.LRU, 9, 100);
        lru.put(1, 0, 30, BoundedStore.NEVER);
        lru.put(2, 0, 30, BoundedStore.NEVER);
        lru.put(3, 0, 30, BoundedStore.NEVER);
        lru.put(1, 0, 90, BoundedStore.NEVER);
        assertThat(lru.entries()).isEqualTo(1);
        assertThat(lru.find(1)).isNotEqualTo(BoundedStore.ABSENT);
        BoundedStore fifo = new BoundedStore(Eviction.FIFO, 9, 100);
        fifo.put(1, 0, 30, BoundedStore.NEVER);
        fifo.put(2, 0, 30, BoundedStore.NEVER);
        fifo.put(1, 0, 90, BoundedStore.NEVER);
        assertThat(fifo.find(1)).isEqualTo(BoundedStore.ABSENT);
        assertThat(fifo.bytes()).isEqualTo(30);
    }

    @Test
    void rejectsAStoreWithoutCapacity() {
        assertThatThrownBy(() -> new BoundedStore(Eviction.LRU, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BoundedStore(Eviction.LRU, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(value = Eviction.class, names = "OPT", mode = EnumSource.Mode.EXCLUDE)
    void aClearedStoreBehavesLikeANewOne(Eviction eviction) {
        BoundedStore used = new BoundedStore(eviction, 50, Long.MAX_VALUE);
        KeyedRandom random = new KeyedRandom(4);
        for (int i = 0; i < 1000; i++) {
            hits(used, 1 + random.nextInt(100));
        }
        used.clear();
        assertThat(used.entries()).isZero();
        assertThat(used.live(NOW)).isZero();
        BoundedStore fresh = new BoundedStore(eviction, 50, Long.MAX_VALUE);
        for (int i = 0; i < 1000; i++) {
            int key = 1 + random.nextInt(100);
            assertThat(hits(used, key)).isEqualTo(hits(fresh, key));
        }
    }

    /** Compares the store with plain maps, with removals, expiries, and small and large keys mixed in. */
    @ParameterizedTest
    @EnumSource(
            value = Eviction.class,
            names = {"LRU", "LFU", "FIFO"})
    void agreesWithAPlainMap(Eviction eviction) {
        for (int run = 0; run < 20; run++) {
            KeyedRandom random = new KeyedRandom(run);
            int places = 1 + random.nextInt(200);
            BoundedStore store = new BoundedStore(eviction, places, Long.MAX_VALUE);
            ReferenceCache plain = new ReferenceCache(eviction, places);
            for (int i = 0; i < 5000; i++) {
                int key = 1 + random.nextInt(300);
                key = random.nextInt(2) == 0 ? key : Integer.MAX_VALUE - key * 65536;
                switch (random.nextInt(4)) {
                    case 0 -> assertThat(store.remove(key)).isEqualTo(plain.remove(key));
                    case 1 -> {
                        store.put(key, i, 1, i + 400);
                        plain.put(key, i, i + 400);
                    }
                    default -> {
                        int slot = store.get(key, i);
                        long expected = plain.get(key, i);
                        assertThat(slot == BoundedStore.ABSENT ? -1 : store.version(slot))
                                .isEqualTo(expected);
                    }
                }
                assertThat(store.entries()).isEqualTo(plain.held.size());
            }
        }
    }

    /**
     * Checks for each eviction that a hit returns the last version put, and that the limits of entries and bytes are
     * kept.
     */
    @ParameterizedTest
    @EnumSource(value = Eviction.class, names = "OPT", mode = EnumSource.Mode.EXCLUDE)
    void hitReturnsTheLastVersionPut(Eviction eviction) {
        KeyedRandom random = new KeyedRandom(5);
        BoundedStore store = new BoundedStore(eviction, 40, 70);
        Map<Integer, Long> newest = new LinkedHashMap<>();
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            int key = 1 + random.nextInt(90);
            switch (random.nextInt(6)) {
                case 0 -> store.remove(key);
                case 1, 2 -> {
                    boolean exists = store.find(key) != BoundedStore.ABSENT;
                    store.put(key, i, 1 + random.nextInt(3), i + 500);
                    boolean isRetained = store.find(key) != BoundedStore.ABSENT;
                    assertThat(isRetained || exists || eviction == Eviction.PERFECT_LFU)
                            .isTrue();
                    newest.put(key, (long) i);
                }
                default -> {
                    int slot = store.get(key, i);
                    if (slot != BoundedStore.ABSENT) {
                        found++;
                        assertThat(store.version(slot)).isEqualTo(newest.get(key));
                    }
                }
            }
            assertThat(store.entries()).isLessThanOrEqualTo(40);
            assertThat(store.bytes()).isLessThanOrEqualTo(70);
        }
        int[] keys = {0};
        store.forEachKey(key -> keys[0]++);
        assertThat(keys[0]).isEqualTo(store.entries()).isPositive();
        assertThat(found).isGreaterThan(1000);
    }

    @Test
    void perfectLfuCountsSurviveEvictionAndExcludeRareKeys() {
        BoundedStore store = new BoundedStore(Eviction.PERFECT_LFU, 1, Long.MAX_VALUE);
        assertThat(hits(store, 'a')).isFalse();
        assertThat(hits(store, 'a')).isTrue();
        assertThat(hits(store, 'b')).isFalse();
        assertThat(hits(store, 'b')).isFalse();
        assertThat(store.find('a')).isNotEqualTo(BoundedStore.ABSENT);
        assertThat(hits(store, 'b')).isFalse();
        assertThat(store.find('b')).isNotEqualTo(BoundedStore.ABSENT);
        assertThat(hits(store, 'a')).isFalse();
        assertThat(hits(store, 'a')).isFalse();
        assertThat(store.find('a')).isNotEqualTo(BoundedStore.ABSENT);
    }

    static boolean hits(BoundedStore store, int key) {
        if (store.get(key, NOW) != BoundedStore.ABSENT) {
            return true;
        }
        store.put(key, 0, 1, BoundedStore.NEVER);
        return false;
    }
}
