package dev.brownout.component.database.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many keys another number of shards moves, in thousandths of all. */
class KeyPlacementTest {
    private static final int KEYS = 100_000;

    @ParameterizedTest
    @CsvSource({"MODULO, 800, 800", "DIRECTORY, 800, 800", "RING, 150, 250", "JUMP, 195, 205"})
    void aFifthShardMovesKeys(Sharding sharding, int least, int most) {
        KeyPlacement four = new KeyPlacement(sharding, 4);
        KeyPlacement five = new KeyPlacement(sharding, 5);
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
}
