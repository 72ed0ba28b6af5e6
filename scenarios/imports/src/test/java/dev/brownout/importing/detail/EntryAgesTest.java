package dev.brownout.importing.detail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class EntryAgesTest {
    private static final long SECOND = 1_000_000;
    private static final int KEYS = 40;

    private final KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "ages"));

    private EntryAges expiring(double ttlSeconds) {
        EntryAges ages = new EntryAges();
        double[] loaded = new double[KEYS];
        Arrays.fill(loaded, Double.NEGATIVE_INFINITY);
        double position = 0;
        for (int i = 0; i < 20_000; i++) {
            position += random.exponential() / 10;
            int key = random.nextInt(KEYS);
            boolean hit = position < loaded[key] + ttlSeconds;
            loaded[key] = hit ? loaded[key] : position;
            ages.add(key, hit, Math.round(position * SECOND), 0);
        }
        return ages;
    }

    @Test
    void agesShowTheTimeToLive() {
        assertThat(expiring(60).ttlSeconds()).hasValue(60.0);
        assertThat(expiring(9).ttlSeconds()).hasValue(9.0);
    }

    /** The last load of an object in an LRU cache can be any time ago. */
    @Test
    void evictionShowsNone() {
        EntryAges ages = new EntryAges();
        Deque<Integer> recent = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            int key = Math.min(random.nextInt(KEYS), random.nextInt(KEYS));
            boolean hit = recent.remove(key);
            recent.addFirst(key);
            if (recent.size() > KEYS / 2) {
                recent.removeLast();
            }
            ages.add(key, hit, i * SECOND, 0);
        }
        assertThat(ages.ttlSeconds()).isEmpty();
    }

    @Test
    void fewLoadsShowNone() {
        EntryAges ages = new EntryAges();
        for (int i = 0; i < 1000; i++) {
            ages.add(7, i % 100 != 0, i * SECOND, 0);
        }
        assertThat(ages.ttlSeconds()).isEmpty();
    }
}
