package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentedLruEvictionTest {
    private static final double[] POPULARITY = {0.35, 0.25, 0.15, 0.12, 0.08, 0.05};
    private static final int RUNS = 20;
    private static final int REQUESTS = 50_000;
    /** Student's t, 19 degrees of freedom, two-sided 99.9 %. */
    private static final double STUDENT = 3.883;

    /**
     * With one entry per segment a use exchanges two neighbours, which is the policy CLIMB. Its stationary distribution
     * under independent requests is proportional to the product of the probabilities, each to the power of its position
     * from the bottom, from 1 to 4 (Aven, Coffman and Kogan, Stochastic Analysis of Computer Storage, 1987).
     */
    @Test
    void hitRatioWithOneEntryPerSegmentIsThatOfClimb() {
        double sum = 0;
        double squares = 0;
        for (int run = 0; run < RUNS; run++) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(run, 0, "climb"));
            BoundedStore store = new BoundedStore(Eviction.S4LRU, 4, Long.MAX_VALUE);
            int hits = 0;
            for (int i = -1000; i < REQUESTS; i++) {
                boolean hit = BoundedStoreTest.hits(store, 1 + draw(random.uniform()));
                hits += hit && i >= 0 ? 1 : 0;
            }
            double ratio = (double) hits / REQUESTS;
            sum += ratio;
            squares += ratio * ratio;
        }
        double mean = sum / RUNS;
        double deviation = Math.sqrt((squares - RUNS * mean * mean) / (RUNS - 1));
        assertThat(mean).isCloseTo(climb(), within(STUDENT * deviation / Math.sqrt(RUNS)));
        assertThat(STUDENT * deviation / Math.sqrt(RUNS)).isLessThan(0.005);
    }

    private static int draw(double uniform) {
        int key = 0;
        double rest = uniform;
        while (key < POPULARITY.length - 1 && rest >= POPULARITY[key]) {
            rest -= POPULARITY[key++];
        }
        return key;
    }

    private static double climb() {
        double weight = 0;
        double hits = 0;
        int keys = POPULARITY.length;
        for (int state = 0; state < keys * keys * keys * keys; state++) {
            int[] at = {state % keys, state / keys % keys, state / keys / keys % keys, state / keys / keys / keys};
            if (Arrays.stream(at).distinct().count() < at.length) {
                continue;
            }
            double product = 1;
            double found = 0;
            for (int level = 0; level < at.length; level++) {
                for (int power = 0; power <= level; power++) {
                    product *= POPULARITY[at[level]];
                }
                found += POPULARITY[at[level]];
            }
            weight += product;
            hits += product * found;
        }
        return hits / weight;
    }

    /** Compares the store with four plain lists, with sizes, removals and entries that are put again. */
    @ParameterizedTest
    @CsvSource({"2, 1000000", "3, 1000000", "40, 1000000", "43, 1000000", "1000, 160", "43, 300", "43, 11"})
    void agreesWithFourPlainLists(int entries, int bytes) {
        for (int run = 0; run < 10; run++) {
            KeyedRandom random = new KeyedRandom(run);
            BoundedStore store = new BoundedStore(Eviction.S4LRU, entries, bytes);
            PlainSegments plain = new PlainSegments(entries, bytes);
            for (int i = 0; i < 3000; i++) {
                int key = 1 + random.nextInt(90);
                int size = 1 + random.nextInt(9);
                switch (random.nextInt(8)) {
                    case 0 -> {
                        store.remove(key);
                        plain.remove(key);
                    }
                    case 1 -> {
                        store.put(key, i, size, BoundedStore.NEVER);
                        plain.put(key, size);
                    }
                    default -> {
                        boolean hit = store.get(key, i) != BoundedStore.ABSENT;
                        assertThat(hit).isEqualTo(plain.get(key));
                        if (!hit) {
                            store.put(key, i, size, BoundedStore.NEVER);
                            plain.put(key, size);
                        }
                    }
                }
                assertThat(store.entries()).isEqualTo(plain.entries());
                assertThat(store.bytes()).isEqualTo(plain.bytes(0, 4));
            }
        }
    }

    /** Four lists of entries, the least recently used first. */
    private static final class PlainSegments {
        private record SizedKey(int key, int size) {}

        private final List<List<SizedKey>> segments = new ArrayList<>();
        private final int entriesMost;
        private final int bytesMost;

        PlainSegments(int entriesMost, int bytesMost) {
            this.entriesMost = entriesMost;
            this.bytesMost = bytesMost;
            for (int i = 0; i < 4; i++) {
                segments.add(new ArrayList<>());
            }
        }

        int entries() {
            return segments.stream().mapToInt(List::size).sum();
        }

        int bytes(int from, int to) {
            return segments.subList(from, to).stream()
                    .flatMap(List::stream)
                    .mapToInt(SizedKey::size)
                    .sum();
        }

        boolean get(int key) {
            for (int level = 0; level < 4; level++) {
                for (SizedKey each : segments.get(level)) {
                    if (each.key == key) {
                        promote(each, level);
                        return true;
                    }
                }
            }
            return false;
        }

        private void promote(SizedKey entry, int from) {
            segments.get(from).remove(entry);
            segments.get(Math.min(3, from + 1)).add(entry);
            for (int level = 3; level > 0; level--) {
                List<SizedKey> segment = segments.get(level);
                while (segment.size() > entriesMost / 4 || bytes(level, level + 1) > bytesMost / 4) {
                    segments.get(level - 1).add(segment.remove(0));
                }
            }
        }

        void put(int key, int size) {
            for (int level = 0; level < 4; level++) {
                List<SizedKey> segment = segments.get(level);
                for (int i = 0; i < segment.size(); i++) {
                    if (segment.get(i).key == key) {
                        segment.set(i, new SizedKey(key, size));
                        promote(segment.get(i), level);
                        evict(0, 0);
                        return;
                    }
                }
            }
            evict(1, size);
            segments.get(0).add(new SizedKey(key, size));
        }

        private void evict(int more, int moreBytes) {
            while (entries() + more > entriesMost || bytes(0, 4) + moreBytes > bytesMost) {
                segments.stream()
                        .filter(segment -> !segment.isEmpty())
                        .findFirst()
                        .orElseThrow()
                        .remove(0);
            }
        }

        void remove(int key) {
            segments.forEach(segment -> segment.removeIf(each -> each.key == key));
        }
    }
}
