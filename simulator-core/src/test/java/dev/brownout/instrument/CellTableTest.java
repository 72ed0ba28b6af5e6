package dev.brownout.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums by cell, compared with one number for each cell and column. */
class CellTableTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int COLUMNS = 3;

    private final SplittableRandom random = new SplittableRandom(11);

    /** A table and the expected entries of each cell. */
    private final class Checked {
        final TimeGrid grid;
        final CellTable table;
        final BigInteger[][] expected;
        /** True if sums of the first column can exceed 64 bits. */
        final boolean wide;

        Checked(TimeGrid grid, boolean wide) {
            this.grid = grid;
            this.wide = wide;
            this.table = new CellTable(grid, COLUMNS);
            this.expected = new BigInteger[grid.cells()][COLUMNS];
            for (BigInteger[] row : expected) {
                Arrays.fill(row, BigInteger.ZERO);
            }
        }

        void addRandom(int cell) {
            long amount = random.nextLong(1000);
            switch (random.nextInt(4)) {
                case 0 -> {
                    table.addWide(cell, wide ? amount << 52 : amount);
                    plus(cell, 0, BigInteger.valueOf(wide ? amount << 52 : amount));
                }
                case 1 -> {
                    long other = wide ? Long.MAX_VALUE / 3 : 7;
                    table.addProduct(cell, amount, other);
                    plus(cell, 0, BigInteger.valueOf(amount).multiply(BigInteger.valueOf(other)));
                }
                case 2 -> {
                    table.add(cell, 1, amount);
                    plus(cell, 1, BigInteger.valueOf(amount));
                }
                default -> {
                    table.set(cell, 2, amount);
                    expected[cell][2] = BigInteger.valueOf(amount);
                }
            }
        }

        void plus(int cell, int column, BigInteger amount) {
            expected[cell][column] = expected[cell][column].add(amount);
        }

        BigInteger sum(CellRange span, int column) {
            return IntStream.range(span.from(), span.to())
                    .mapToObj(cell -> expected[cell][column])
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }

        void check() {
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(grid.cells() + 1);
                CellRange span = new CellRange(grid, from, random.nextInt(from, grid.cells() + 1));
                assertThat(table.wideSum(span, 0)).isEqualTo(sum(span, 0));
                assertThat(table.wideSum(span, 1)).isEqualTo(sum(span, 1));
                assertThat(table.sum(span, 2)).isEqualTo(sum(span, 2).longValueExact());
                assertThat(table.max(span, 2))
                        .isEqualTo(IntStream.range(span.from(), span.to())
                                .mapToLong(cell -> expected[cell][2].longValueExact())
                                .max()
                                .orElse(0));
            }
            int cell = random.nextInt(grid.cells());
            assertThat(table.get(cell, 1)).isEqualTo(expected[cell][1].longValueExact());
        }
    }

    private TimeGrid grid() {
        return new TimeGrid(random.nextInt(1, 300) * SECOND, SECOND, List.of(random.nextLong(1, 300 * SECOND)));
    }

    @Test
    void sumsEqualThoseOfOneNumberForEachCell() {
        for (int round = 0; round < 300; round++) {
            Checked checked = new Checked(grid(), round % 2 == 0);
            int cell = 0;
            int forward = random.nextInt(2, 20);
            while (cell < checked.grid.cells()) {
                checked.addRandom(cell);
                if (random.nextInt(5) == 0) {
                    checked.addRandom(random.nextInt(checked.grid.cells()));
                }
                cell += random.nextInt(forward);
            }
            checked.check();
        }
    }

    @Test
    void sumOfTablesHasTheSumsOfBoth() {
        for (int round = 0; round < 300; round++) {
            TimeGrid grid = grid();
            Checked sum = new Checked(grid, true);
            for (int part = 0; part < 3; part++) {
                Checked other = new Checked(grid, part == 1);
                for (int i = random.nextInt(30); i > 0; i--) {
                    other.addRandom(random.nextInt(grid.cells()));
                }
                sum.table.addAll(other.table);
                for (int cell = 0; cell < grid.cells(); cell++) {
                    for (int column = 0; column < COLUMNS; column++) {
                        sum.plus(cell, column, other.expected[cell][column]);
                    }
                }
            }
            sum.check();
        }
    }

    @Test
    void onlyCellsWithAnEntryUseMemory() {
        TimeGrid grid = new TimeGrid(500 * SECOND, SECOND, List.of());
        CellTable table = new CellTable(grid, COLUMNS);
        assertThat(table.length()).isZero();
        for (int i = 0; i < 100; i++) {
            table.add(5 * i, 1, 1);
            assertThat(table.length()).isLessThanOrEqualTo(Math.max(8, 2 * (i + 1)));
        }
        for (int cell = 0; cell < grid.cells(); cell++) {
            table.add(cell, 1, 1);
        }
        assertThat(table.length()).as("one row for each cell").isEqualTo(grid.cells());
    }

    @Test
    void denseTableHasARowForEachCell() {
        TimeGrid grid = new TimeGrid(500 * SECOND, SECOND, List.of());
        CellTable table = new CellTable(grid, COLUMNS);
        for (int cell = 300; cell < 320; cell++) {
            table.add(cell, 1, 1);
        }
        assertThat(table.length()).isEqualTo(grid.cells());
        assertThat(table.sum(grid.span(0, 500 * SECOND), 1)).isEqualTo(20);
        assertThat(table.get(310, 1)).isEqualTo(1);
        assertThat(table.get(320, 1)).isZero();
    }
}
