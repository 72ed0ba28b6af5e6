package dev.brownout.component.database.multiprimary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resolution of concurrent writes of one row in a multi-primary database. */
class RowTest {
    private final List<String> outcomes = new ArrayList<>();
    private final Row.Fates fates = new Row.Fates() {
        @Override
        public void overwritten(RowWrite write) {
            outcomes.add(name(write) + " overwritten");
        }

        @Override
        public void givenUp(RowWrite write, RowWrite forOther) {
            outcomes.add(name(write) + " given up for " + name(forOther));
        }
    };

    private static String name(RowWrite write) {
        return write.origin + "." + write.number;
    }

    private static RowWrite write(int origin, long number, long stamp, long... seen) {
        return new RowWrite(origin, number, 1, 0, 0, 0, stamp, seen, null, null);
    }

    private List<String> valuesAfter(Row row, RowWrite... writes) {
        for (RowWrite write : writes) {
            row.apply(write, fates);
        }
        return row.currentWrites().stream().map(RowTest::name).toList();
    }

    @Test
    void lastOfTwoConcurrentWritesWins() {
        assertThat(valuesAfter(Row.ofLastWrite(2), write(0, 1, 20, 1, 0), write(1, 1, 10, 0, 1)))
                .containsExactly("0.1");
        assertThat(outcomes).containsExactly("1.1 given up for 0.1");
    }

    @Test
    void successorWithAnEarlierTimestampIsLost() {
        assertThat(valuesAfter(Row.ofLastWrite(2), write(0, 1, 20, 1, 0), write(1, 1, 10, 1, 1)))
                .containsExactly("0.1");
        assertThat(outcomes).containsExactly("1.1 given up for 0.1");
    }

    @Test
    void equalTimestampsAreOrderedByNode() {
        RowWrite one = write(0, 1, 10, 1, 0);
        RowWrite other = write(1, 1, 10, 0, 1);
        assertThat(valuesAfter(Row.ofLastWrite(2), one, other)).containsExactly("1.1");
        assertThat(valuesAfter(Row.ofLastWrite(2), other, one)).containsExactly("1.1");
    }

    @Test
    void siblingsRemainUntilAWriteHasSeenThemAll() {
        Row row = Row.ofSiblings(2);
        assertThat(valuesAfter(row, write(0, 1, 20, 1, 0), write(1, 1, 10, 0, 1)))
                .containsExactly("0.1", "1.1");
        assertThat(valuesAfter(row, write(1, 2, 5, 1, 2))).containsExactly("1.2");
        assertThat(outcomes).containsExactly("0.1 overwritten", "1.1 overwritten");
        assertThat(row.seen).containsExactly(1, 2);
    }

    @Test
    void lateWriteSeenByASuccessorIsDiscarded() {
        Row row = Row.ofSiblings(3);
        assertThat(valuesAfter(row, write(2, 1, 0, 1, 0, 1), write(0, 1, 0, 1, 0, 0)))
                .containsExactly("2.1");
        assertThat(outcomes).containsExactly("0.1 overwritten");
    }

    /**
     * Three nodes write a row at random. Each receives the writes of each other node in order, in a random
     * interleaving.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsConvergeAfterTheSameWrites(boolean siblings) {
        Supplier<Row> empty = () -> siblings ? Row.ofSiblings(3) : Row.ofLastWrite(3);
        for (int seed = 0; seed < 300; seed++) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, seed, "rows"));
            List<Row> rows = List.of(empty.get(), empty.get(), empty.get());
            List<List<RowWrite>> logs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            int[][] order = new int[3][3];
            for (int step = 0; step < 60; step++) {
                int node = random.nextInt(3);
                int from = random.nextInt(3);
                if (node == from && step < 40) {
                    long[] seen = rows.get(node).seen.clone();
                    seen[node] = logs.get(node).size() + 1L;
                    RowWrite write = write(node, seen[node], random.nextInt(5), seen);
                    logs.get(node).add(write);
                    rows.get(node).apply(write, fates);
                } else if (node != from && order[node][from] < logs.get(from).size()) {
                    rows.get(node).apply(logs.get(from).get(order[node][from]++), fates);
                }
            }
            for (int node = 0; node < 3; node++) {
                for (int from = 0; from < 3; from++) {
                    while (node != from && order[node][from] < logs.get(from).size()) {
                        rows.get(node).apply(logs.get(from).get(order[node][from]++), fates);
                    }
                }
            }
            assertThat(new LinkedHashSet<>(rows.get(1).currentWrites()))
                    .isEqualTo(new LinkedHashSet<>(rows.get(0).currentWrites()))
                    .isEqualTo(new LinkedHashSet<>(rows.get(2).currentWrites()));
        }
    }

    @Test
    void logKeepsWritesUntilTheyAreForgotten() {
        OriginLog log = new OriginLog();
        for (int i = 1; i <= 40; i++) {
            assertThat(log.append(write(0, i, 0, i))).isEqualTo(i);
            log.discard(i - 20);
        }
        assertThat(log.retainedCount()).isEqualTo(20);
        assertThat(log.writeAt(21).number).isEqualTo(21);
        assertThat(log.writeAt(40).number).isEqualTo(40);
        assertThat(log.bytes(20, 40)).isZero();
    }
}
