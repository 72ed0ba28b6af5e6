package dev.brownout.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sets of writes as intervals, compared with sets of numbers. */
class VersionVectorTest {
    private static final int WRITES = 12;

    /** Returns the version of a write of one key, which has every third version of the store. */
    private static long version(int write) {
        return 3L * write;
    }

    private static VersionVector vector(TreeSet<Integer> writes) {
        VersionVector seen = VersionVector.NOTHING;
        for (int write : writes) {
            seen = seen.and(VersionVector.of(version(write - 1), version(write)));
        }
        return seen;
    }

    private static TreeSet<Integer> randomNumbers(KeyedRandom random) {
        TreeSet<Integer> some = new TreeSet<>();
        for (int write = 0; write < WRITES; write++) {
            if (random.uniform() < 0.6) {
                some.add(write);
            }
        }
        return some;
    }

    @Test
    void containsTheSameWritesAsASet() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "seen"));
        for (int i = 0; i < 2000; i++) {
            TreeSet<Integer> one = randomNumbers(random);
            TreeSet<Integer> other = randomNumbers(random);
            VersionVector both = vector(one).and(vector(other));
            TreeSet<Integer> union = new TreeSet<>(one);
            union.addAll(other);
            for (int write = 0; write < WRITES; write++) {
                assertThat(both.contains(version(write))).isEqualTo(union.contains(write));
            }
            assertThat(vector(one).containsAll(vector(other))).isEqualTo(one.containsAll(other));
            assertThat(both.containsAll(vector(one))).isTrue();
        }
    }

    @Test
    void contiguousWritesAreOneInterval() {
        TreeSet<Integer> all = new TreeSet<>();
        for (int write = 0; write < WRITES; write++) {
            all.add(write);
        }
        assertThat(vector(all).intervals()).isEqualTo(1);
        all.remove(5);
        assertThat(vector(all).intervals()).isEqualTo(2);
        assertThat(VersionVector.NOTHING.intervals()).isZero();
    }
}
