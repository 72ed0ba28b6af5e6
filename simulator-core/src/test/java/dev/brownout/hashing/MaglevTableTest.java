package dev.brownout.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaglevTableTest {
    private static List<String> names(int nodes) {
        return IntStream.rangeClosed(1, nodes).mapToObj(Integer::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000, 65_537})
    void sharesDifferByAtMostOneSlot(int nodes) {
        MaglevTable table = new MaglevTable(names(nodes));
        int[] places = new int[nodes];
        for (int place = 0; place < MaglevTable.PLACES; place++) {
            places[table.nodeOf(place)]++;
        }
        int least = MaglevTable.PLACES / nodes;
        assertThat(IntStream.of(places))
                .allMatch(count -> count == least || count == least + 1 && MaglevTable.PLACES % nodes > 0);
        assertThat(IntStream.of(places).sum()).isEqualTo(MaglevTable.PLACES);
    }

    /**
     * Slots in proportion to the weights, up to one turn of each node; equal weights give the table without weights.
     */
    @Test
    void slotsFollowTheWeights() {
        MaglevTable table = new MaglevTable(names(3), List.of(6, 3, 1));
        int[] places = new int[3];
        for (int place = 0; place < MaglevTable.PLACES; place++) {
            places[table.nodeOf(place)]++;
        }
        assertThat(places[0]).isBetween(39_322 - 6, 39_322 + 6);
        assertThat(places[1]).isBetween(19_661 - 3, 19_661 + 3);
        assertThat(places[2]).isBetween(6_554 - 2, 6_554 + 2);
        MaglevTable equal = new MaglevTable(names(3), List.of(7, 7, 7));
        MaglevTable plain = new MaglevTable(names(3));
        assertThat(IntStream.range(0, MaglevTable.PLACES))
                .allMatch(place -> equal.nodeOf(place) == plain.nodeOf(place));
    }

    /** Fills a table as in the listing of the Maglev paper, with whole permutations instead of steps. */
    @Test
    void tableMatchesTheListingOfTheMaglevPaper() {
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g");
        MaglevTable table = new MaglevTable(names);
        List<List<Integer>> permutations = new ArrayList<>();
        for (String name : names) {
            var words = new Md5().of(name);
            long offset = Long.remainderUnsigned(words.getLong(0), MaglevTable.PLACES);
            long skip = Long.remainderUnsigned(words.getLong(8), MaglevTable.PLACES - 1) + 1;
            permutations.add(IntStream.range(0, MaglevTable.PLACES)
                    .mapToObj(j -> (int) ((offset + j * skip) % MaglevTable.PLACES))
                    .toList());
        }
        int[] entry = IntStream.generate(() -> -1).limit(MaglevTable.PLACES).toArray();
        int[] next = new int[names.size()];
        int filled = 0;
        while (filled < MaglevTable.PLACES) {
            for (int i = 0; i < names.size() && filled < MaglevTable.PLACES; i++) {
                int c = permutations.get(i).get(next[i]);
                while (entry[c] >= 0) {
                    next[i]++;
                    c = permutations.get(i).get(next[i]);
                }
                entry[c] = i;
                next[i]++;
                filled++;
            }
        }
        for (int place = 0; place < MaglevTable.PLACES; place++) {
            assertThat(table.nodeOf(place)).isEqualTo(entry[place]);
        }
    }

    /**
     * Figure 12 of the Maglev paper: a few keys of the remaining nodes move. With ten nodes they are far fewer than the
     * removed tenth.
     */
    @Test
    void removalMovesFewKeysOfTheRemainingNodes() {
        List<String> ten = names(10);
        List<String> nine = new ArrayList<>(ten);
        nine.remove(6);
        MaglevTable before = new MaglevTable(ten);
        MaglevTable after = new MaglevTable(nine);
        int others = 0;
        for (int place = 0; place < MaglevTable.PLACES; place++) {
            String was = ten.get(before.nodeOf(place));
            boolean moved = !was.equals(nine.get(after.nodeOf(place)));
            others += moved && !was.equals("7") ? 1 : 0;
        }
        assertThat(others).isBetween(1, MaglevTable.PLACES / 50);
    }

    @Test
    void nodesThatRejectAKeyAreSkipped() {
        MaglevTable table = new MaglevTable(names(5));
        HashRing ring = HashRing.of(names(5), 160);
        for (int key = 1; key <= 10_000; key++) {
            long hash = KeyedRandom.mix(key);
            int own = table.nodeOf(hash);
            assertThat(table.nodeOf(hash, node -> true)).isEqualTo(own);
            assertThat(table.nodeOf(hash, node -> node != own)).isNotEqualTo(own);
            int on = ring.nodeOf(hash);
            assertThat(ring.nodeOf(hash, node -> true)).isEqualTo(on);
            int other = ring.nodeOf(hash, node -> node != 3);
            assertThat(other).isNotEqualTo(3).matches(node -> on == 3 || node == on);
        }
    }

    @Test
    void rejectsATableWithoutNodes() {
        assertThatThrownBy(() -> new MaglevTable(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
