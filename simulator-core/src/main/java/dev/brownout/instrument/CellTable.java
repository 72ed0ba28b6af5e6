package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A table of sums with one row per cell of a time grid. While few cells have an entry, only these use memory: among ten
 * thousand hosts, most are in use in a few of some hundred cells. The number of rows doubles as needed. If they are
 * dense, or before they exceed half of the cells, each cell gets a row.
 *
 * <p>The sums of the first column have 64 bits until one of them needs 128 bits. A number times its duration in
 * nanoseconds exceeds 2<sup>63</sup> if three million items wait for an hour.
 */
final class CellTable {
    private static final int[] NO_CELLS = {};
    private static final long[] NO_SUMS = {};
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);
    private static final int LEAST_ROWS = 8;
    /** Number of rows from which the table can be dense. */
    private static final int DENSE_ROWS = 16;
    /** Number of cells per row, from the first row to the last one, below which the table is dense. */
    private static final int DENSE_DISTANCE = 4;

    private final TimeGrid grid;
    private final int columns;
    /** True if each cell has a row, in the order of the cells. */
    private boolean dense;

    private int rows;
    /** Cells of the rows, ascending; unused if each cell has a row. */
    private int[] cells = NO_CELLS;
    /** Sums, row by row. */
    private long[] sums = NO_SUMS;
    /** Upper halves of the first column by row; empty while each is the sign extension of the lower half. */
    private long[] upper = NO_SUMS;

    /** Creates an empty table. */
    CellTable(TimeGrid grid, int columns) {
        this.grid = grid;
        this.columns = columns;
    }

    /** Returns whether no cell has an entry. */
    boolean isEmpty() {
        return rows == 0;
    }

    /** Returns the number of rows that use memory. */
    int length() {
        return sums.length / columns;
    }

    /** Adds an amount to a sum of 64 bits in a cell. */
    void add(int cell, int column, long amount) {
        int row = row(cell);
        sums[row * columns + column] += amount;
    }

    /** Sets a number in a cell. */
    void set(int cell, int column, long number) {
        int row = row(cell);
        sums[row * columns + column] = number;
    }

    /** Adds an amount to the first column of a cell. */
    void addWide(int cell, long amount) {
        addWide(row(cell), amount >> Long.SIZE - 1, amount);
    }

    /** Adds a product to the first column of a cell. */
    void addProduct(int cell, long one, long other) {
        addWide(row(cell), Math.multiplyHigh(one, other), one * other);
    }

    /** Adds all entries of a table with the same columns. */
    void addAll(CellTable other) {
        for (int i = 0; i < other.rows; i++) {
            int row = row(other.cell(i));
            addWide(row, other.upper(i), other.sums[i * columns]);
            for (int column = 1; column < columns; column++) {
                sums[row * columns + column] += other.sums[i * columns + column];
            }
        }
    }

    private void addWide(int row, long high, long low) {
        int index = row * columns;
        long sum = sums[index] + low;
        boolean fits = high == low >> Long.SIZE - 1 && ((sums[index] ^ sum) & (low ^ sum)) >= 0;
        if (upper.length == 0 && !fits) {
            upper = new long[length()];
            Arrays.setAll(upper, i -> sums[i * columns] >> Long.SIZE - 1);
        }
        if (upper.length > 0) {
            upper[row] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        }
        sums[index] = sum;
    }

    private long upper(int row) {
        return upper.length == 0 ? sums[row * columns] >> Long.SIZE - 1 : upper[row];
    }

    /** Returns the row of a cell, which is created if there is none. */
    private int row(int cell) {
        if (dense) {
            return cell;
        }
        int row = firstRow(cell);
        if (row < rows && cells[row] == cell) {
            return row;
        }
        if (rows == cells.length) {
            grow();
        }
        if (dense) {
            return cell;
        }
        insert(row, cell);
        return row;
    }

    /** Returns the first row that is not before a cell. */
    private int firstRow(int cell) {
        if (dense) {
            return cell;
        }
        if (rows == 0 || cells[rows - 1] < cell) {
            return rows;
        }
        int found = cells[rows - 1] == cell ? rows - 1 : Arrays.binarySearch(cells, 0, rows, cell);
        return found < 0 ? -found - 1 : found;
    }

    private int cell(int row) {
        return dense ? row : cells[row];
    }

    private void grow() {
        int more = Math.max(LEAST_ROWS, 2 * rows);
        if (2 * more > grid.cells() || rows >= DENSE_ROWS && cells[rows - 1] - cells[0] < DENSE_DISTANCE * rows) {
            expand();
            return;
        }
        cells = Arrays.copyOf(cells, more);
        sums = Arrays.copyOf(sums, more * columns);
        upper = upper.length == 0 ? upper : Arrays.copyOf(upper, more);
    }

    /** Gives each cell a row. */
    private void expand() {
        long[] all = new long[grid.cells() * columns];
        long[] allUpper = upper.length == 0 ? upper : new long[grid.cells()];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(sums, row * columns, all, cells[row] * columns, columns);
            if (upper.length > 0) {
                allUpper[cells[row]] = upper[row];
            }
        }
        sums = all;
        upper = allUpper;
        rows = grid.cells();
        cells = NO_CELLS;
        dense = true;
    }

    /** Inserts an empty row before a row. There is room for it. */
    private void insert(int row, int cell) {
        int later = rows - row;
        if (later > 0) {
            System.arraycopy(cells, row, cells, row + 1, later);
            System.arraycopy(sums, row * columns, sums, (row + 1) * columns, later * columns);
            Arrays.fill(sums, row * columns, (row + 1) * columns, 0);
        }
        if (upper.length > 0) {
            System.arraycopy(upper, row, upper, row + 1, later);
            upper[row] = 0;
        }
        cells[row] = cell;
        rows++;
    }

    /** Returns the cells that can have an entry, ascending. The others have none. */
    int[] cells() {
        return IntStream.range(0, rows).map(this::cell).toArray();
    }

    /** Returns the entry of a cell; 0 if there is none. */
    long get(int cell, int column) {
        int row = firstRow(cell);
        return row < rows && cell(row) == cell ? sums[row * columns + column] : 0;
    }

    /**
     * Returns the sum of one column over the cells of a window. Throws an {@code ArithmeticException} if it exceeds the
     * range of a long.
     */
    long sum(CellRange span, int column) {
        long sum = 0;
        for (int row = firstRow(span.from()); row < rows && cell(row) < span.to(); row++) {
            sum = Math.addExact(sum, sums[row * columns + column]);
        }
        return sum;
    }

    /** Returns the sum of one column over the cells of a window, of any size. */
    BigInteger wideSum(CellRange span, int column) {
        long high = 0;
        long low = 0;
        for (int row = firstRow(span.from()); row < rows && cell(row) < span.to(); row++) {
            long lower = sums[row * columns + column];
            low += lower;
            high += (column == 0 ? upper(row) : lower >> Long.SIZE - 1)
                    + (Long.compareUnsigned(low, lower) < 0 ? 1 : 0);
        }
        return wide(high, low);
    }

    /** Returns the number with two given halves. */
    private static BigInteger wide(long high, long low) {
        BigInteger lower = BigInteger.valueOf(low);
        return high == low >> Long.SIZE - 1
                ? lower
                : BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(low < 0 ? lower.add(WORD) : lower);
    }

    /** Returns the largest number of one column over the cells of a window; 0 if it has none above 0. */
    long max(CellRange span, int column) {
        long max = 0;
        for (int row = firstRow(span.from()); row < rows && cell(row) < span.to(); row++) {
            max = Math.max(max, sums[row * columns + column]);
        }
        return max;
    }
}
