package dev.brownout.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Placement of keys on nodes, and the keys that move when the nodes change. */
class HashingTest {
    private static final int KEYS = 100_000;
    private static final int POINTS = 200;

    @ParameterizedTest
    @CsvSource({"1,1,0", "42,57,43", "3735883980,1,0", "3735883980,666,361", "256,1024,520", "0,60,0", "1,60,55"})
    void jumpHashMatchesPublishedValues(long key, int buckets, int bucket) {
        assertThat(JumpHash.bucket(key, buckets)).isEqualTo(bucket);
    }

    @Test
    void moduloMovesAllKeysExceptThoseOfEqualRemainder() {
        assertThat(movedShare(Hashing.MODULO, 4, 5)).isCloseTo(0.8, within(0.01));
        assertThat(movedShare(Hashing.MODULO, 4, 8)).isCloseTo(0.5, within(0.01));
        assertThat(movedShare(Hashing.MODULO, 10, 9)).isCloseTo(0.9, within(0.01));
    }

    @ParameterizedTest
    @EnumSource(
            value = Hashing.class,
            names = {"RING", "RENDEZVOUS", "JUMP"})
    void aNewNodeTakesItsShareAndNoOtherKeyMoves(Hashing hashing) {
        Placement four = placementOn(hashing, 4);
        Placement five = placementOn(hashing, 5);
        int count = 0;
        for (int key = 1; key <= KEYS; key++) {
            int before = four.nodeOf(Hashing.hash(key));
            int after = five.nodeOf(Hashing.hash(key));
            assertThat(after).isIn(before, 4);
            count += after == 4 ? 1 : 0;
        }
        assertThat((double) count / KEYS).isCloseTo(0.2, within(hashing == Hashing.RING ? 0.05 : 0.01));
    }

    @ParameterizedTest
    @EnumSource(
            value = Hashing.class,
            names = {"RING", "RENDEZVOUS"})
    void onlyTheKeysOfALostNodeMove(Hashing hashing) {
        List<String> names = List.of("1", "2", "3", "4", "5");
        Placement all = hashing.placementOf(names, POINTS);
        List<String> left = List.of("1", "2", "4", "5");
        Placement without = hashing.placementOf(left, POINTS);
        for (int key = 1; key <= KEYS; key++) {
            String before = names.get(all.nodeOf(Hashing.hash(key)));
            String after = left.get(without.nodeOf(Hashing.hash(key)));
            assertThat(after).isNotEqualTo("3");
            if (!before.equals("3")) {
                assertThat(after).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Hashing.class)
    void keysAreSpreadOverAllNodes(Hashing hashing) {
        int[] keys = new int[10];
        Placement placement = placementOn(hashing, 10);
        for (int key = 1; key <= KEYS; key++) {
            keys[placement.nodeOf(Hashing.hash(key))]++;
        }
        double allowed = hashing == Hashing.RING ? 0.3 : 0.05;
        for (int count : keys) {
            assertThat((double) count * 10 / KEYS).isCloseTo(1, within(allowed));
        }
    }

    private static double movedShare(Hashing hashing, int from, int to) {
        Placement before = placementOn(hashing, from);
        Placement after = placementOn(hashing, to);
        long moved = IntStream.rangeClosed(1, KEYS)
                .filter(key -> before.nodeOf(Hashing.hash(key)) != after.nodeOf(Hashing.hash(key)))
                .count();
        return (double) moved / KEYS;
    }

    private static Placement placementOn(Hashing hashing, int nodes) {
        return hashing.placementOf(
                IntStream.rangeClosed(1, nodes).mapToObj(Integer::toString).toList(), POINTS);
    }
}
