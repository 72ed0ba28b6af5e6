package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A column of sums in a table with one row per cell. Sums have 64 bits until one of them needs 128 bits. A number times
 * its duration in nanoseconds exceeds 2<sup>63</sup> if three million items wait for an hour. Columns of 64 bits have
 * no state and are shared by all tables.
 */
final class WideLongColumn {
    private static final long[] NONE = {};
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final int columns;
    private final int column;
    /** Upper halves by row; empty while each is the sign extension of the lower half. */
    private final long[] upper;

    /** Creates a column of tables with a number of columns, with all sums in 64 bits. */
    WideLongColumn(int columns, int column) {
        this(columns, column, NONE);
    }

    private WideLongColumn(int columns, int column, long[] upper) {
        this.columns = columns;
        this.column = column;
        this.upper = upper;
    }

    /**
     * Adds an amount to a row. Returns the column to use from now on. This is a new one if 64 bits are no longer
     * enough.
     */
    WideLongColumn add(long[] table, int row, long amount) {
        return add(table, row, amount >> Long.SIZE - 1, amount);
    }

    /** Adds a product to a row. */
    WideLongColumn addProduct(long[] table, int row, long one, long other) {
        return add(table, row, Math.multiplyHigh(one, other), one * other);
    }

    /** Adds the same column of another table, row by row. */
    WideLongColumn addAll(long[] table, WideLongColumn others, long[] otherTable) {
        WideLongColumn sums = this;
        for (int row = 0; row * columns < otherTable.length; row++) {
            long lower = otherTable[row * columns + column];
            sums = sums.add(table, row, others.upper(row, lower), lower);
        }
        return sums;
    }

    private WideLongColumn add(long[] table, int row, long high, long low) {
        int index = row * columns + column;
        long sum = table[index] + low;
        if (upper.length > 0) {
            upper[row] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
            table[index] = sum;
            return this;
        }
        if (high == low >> Long.SIZE - 1 && ((table[index] ^ sum) & (low ^ sum)) >= 0) {
            table[index] = sum;
            return this;
        }
        long[] wider = new long[table.length / columns];
        Arrays.setAll(wider, i -> table[i * columns + column] >> Long.SIZE - 1);
        return new WideLongColumn(columns, column, wider).add(table, row, high, low);
    }

    private long upper(int row, long lower) {
        return upper.length == 0 ? lower >> Long.SIZE - 1 : upper[row];
    }

    /** Returns the sum of the rows of a window; an empty table has only zeros. */
    BigInteger sum(CellRange span, long[] table) {
        long high = 0;
        long low = 0;
        for (int row = span.from(); row < span.to() && row * columns < table.length; row++) {
            long lower = table[row * columns + column];
            low += lower;
            high += upper(row, lower) + (Long.compareUnsigned(low, lower) < 0 ? 1 : 0);
        }
        return wide(high, low);
    }

    /** Returns the number with two given halves. */
    static BigInteger wide(long high, long low) {
        BigInteger lower = BigInteger.valueOf(low);
        return high == low >> Long.SIZE - 1
                ? lower
                : BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(low < 0 ? lower.add(WORD) : lower);
    }
}
