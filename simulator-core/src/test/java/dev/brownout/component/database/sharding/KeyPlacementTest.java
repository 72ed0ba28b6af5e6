package dev.brownout.component.database.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.spec.Share;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key migration when the number of shards changes. */
class KeyPlacementTest {
    private static final int KEYS = 100_000;

    private static KeyPlacement.Rule rule(Sharding sharding) {
        return new KeyPlacement.Rule(sharding, KEYS, List.of());
    }

    @ParameterizedTest
    @CsvSource({"MODULO, 800, 800", "DIRECTORY, 800, 800", "RING, 150, 250", "JUMP, 195, 205", "RANGE, 500, 500"})
    void fifthShardMovesTheExpectedShareOfKeys(Sharding sharding, int least, int most) {
        KeyPlacement four = new KeyPlacement(rule(sharding), 4);
        KeyPlacement five = new KeyPlacement(rule(sharding), 5);
        int[] held = new int[5];
        int moved = 0;
        for (int key = 1; key <= KEYS; key++) {
            int shard = five.shardOf(key);
            moved += four.shardOf(key) == shard ? 0 : 1;
            held[shard]++;
        }
        assertThat(moved * 1000.0 / KEYS).isBetween((double) least, (double) most);
        for (int keys : held) {
            assertThat(keys * 1000.0 / KEYS).isBetween(150.0, 250.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"MODULO, 4, 5", "MODULO, 4, 6", "MODULO, 3, 6", "JUMP, 4, 6", "RING, 4, 5", "RING, 2, 7"})
    void stayingSharesMatchACountOfKeys(Sharding sharding, int before, int after) {
        KeyPlacement from = new KeyPlacement(rule(sharding), before);
        KeyPlacement to = from.withShards(after);
        int[] stay = new int[before];
        for (int key = 1; key <= KEYS; key++) {
            if (from.shardOf(key) == to.shardOf(key)) {
                stay[from.shardOf(key)]++;
            }
        }
        double[] known = from.staying(to);
        for (int shard = 0; shard < before; shard++) {
            assertThat(stay[shard] / (double) KEYS)
                    .isCloseTo(known[shard], within(4 * Math.sqrt(known[shard] / KEYS) + 1e-9));
        }
    }

    /**
     * A ring with 160 points per shard gives the next shard 160 of all arcs. Arc lengths are random, so the share is
     * distributed as Beta(160, 160 n). From four to five shards its mean is a fifth and its standard deviation 1.4 % of
     * all keys.
     */
    @Test
    void movedShareOfARingIsBetaDistributed() {
        double sum = 0;
        double squares = 0;
        int rings = 40;
        for (int shards = 2; shards < 2 + rings; shards++) {
            KeyPlacement before = new KeyPlacement(rule(Sharding.RING), shards);
            double moved = 1
                    - Arrays.stream(before.staying(before.withShards(shards + 1)))
                            .sum();
            double share = 1.0 / (shards + 1);
            double error = Math.sqrt(share * (1 - share) / (160 * (shards + 1) + 1));
            sum += (moved - share) / error;
            squares += Math.pow((moved - share) / error, 2);
        }
        assertThat(sum / Math.sqrt(rings)).isBetween(-4.0, 4.0);
        assertThat(squares / rings).isBetween(1 - 4 * Math.sqrt(2.0 / rings), 1 + 4 * Math.sqrt(2.0 / rings));
    }

    @Test
    void rangesAreEqualAndTheLastIsOpen() {
        KeyPlacement four = new KeyPlacement(rule(Sharding.RANGE), 4);
        assertThat(List.of(1, 25_000, 25_001, 75_000, 75_001, KEYS, KEYS + 1, Integer.MAX_VALUE))
                .map(four::shardOf)
                .containsExactly(0, 0, 1, 2, 3, 3, 3, 3);
    }

    /** The last of four ranges of 25,000 keys is halved, and then its lower half is halved. */
    @Test
    void aRangeIsHalvedAtItsMiddle() {
        KeyPlacement four = new KeyPlacement(rule(Sharding.RANGE), 4);
        KeyPlacement five = four.halved(3).orElseThrow();
        KeyPlacement six = five.halved(3).orElseThrow();
        assertThat(List.of(1, 75_000, 75_001, 87_500, 87_501, KEYS, KEYS + 1, Integer.MAX_VALUE))
                .map(five::shardOf)
                .containsExactly(0, 2, 3, 3, 4, 4, 4, 4);
        assertThat(List.of(75_001, 81_250, 81_251, 87_500, 87_501))
                .map(six::shardOf)
                .containsExactly(3, 3, 5, 5, 4);
        assertThat(five.shares()).containsExactly(0.25, 0.25, 0.25, 0.125, 0.125);
        assertThat(six.shares()).containsExactly(0.25, 0.25, 0.25, 0.0625, 0.125, 0.0625);
        assertThat(five.staying(six)).containsExactly(0.25, 0.25, 0.25, 0.0625, 0.125);
        assertThat(Arrays.stream(four.staying(five)).sum()).isEqualTo(0.875);
    }

    /** The first of two shards has two of three keys. A range of one key cannot be halved. */
    @Test
    void oddRangesAreHalvedUntilOneKeyIsLeft() {
        KeyPlacement two = new KeyPlacement(new KeyPlacement.Rule(Sharding.RANGE, 3, List.of()), 2);
        KeyPlacement three = two.halved(0).orElseThrow();
        assertThat(List.of(1, 2, 3)).map(two::shardOf).containsExactly(0, 0, 1);
        assertThat(List.of(1, 2, 3)).map(three::shardOf).containsExactly(0, 2, 1);
        assertThat(two.halved(1)).isEmpty();
        assertThat(three.halved(2)).isEmpty();
        assertThat(new KeyPlacement(new KeyPlacement.Rule(Sharding.RANGE, 0, List.of()), 2).halved(0))
                .isEmpty();
    }

    @Test
    void listShardingFollowsTheSharesOfTheColumn() {
        List<Share> column = List.of(new Share(0.4), new Share(0.3), new Share(0.2), new Share(0.1));
        KeyPlacement four = new KeyPlacement(new KeyPlacement.Rule(Sharding.LIST, KEYS, column), 4);
        int[] held = new int[4];
        for (int key = 1; key <= KEYS; key++) {
            held[four.shardOf(key)]++;
        }
        for (int shard = 0; shard < 4; shard++) {
            double expected = KEYS * column.get(shard).ratio();
            assertThat((double) held[shard]).isCloseTo(expected, within(4 * Math.sqrt(expected)));
        }
        assertThat(four.shares()).containsExactly(0.4, 0.3, 0.2, 0.1);
    }
}
