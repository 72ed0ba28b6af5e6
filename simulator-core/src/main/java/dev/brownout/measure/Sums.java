package dev.brownout.measure;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * One column of a table with a row for each cell, whose sums have 64 bits each until one of them needs 128: a number
 * times the nanoseconds for which it holds passes 2<sup>63</sup> where three million things wait for an hour.
 */
final class Sums {
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final int columns;
    private final int column;
    /** The upper halves by row; empty while each is the sign of the lower one. */
    private long[] upper = {};

    /** A column of a table that has so many. */
    Sums(int columns, int column) {
        this.columns = columns;
        this.column = column;
    }

    /** Adds to a row. */
    void add(long[] table, int row, long amount) {
        add(table, row, amount >> Long.SIZE - 1, amount);
    }

    /** Adds a product to a row. */
    void addProduct(long[] table, int row, long one, long other) {
        add(table, row, Math.multiplyHigh(one, other), one * other);
    }

    /** Adds the same column of another table to this one, row by row. */
    void addAll(long[] table, Sums others, long[] otherTable) {
        for (int row = 0; row * columns < otherTable.length; row++) {
            long lower = otherTable[row * columns + column];
            add(table, row, others.upper(row, lower), lower);
        }
    }

    private void add(long[] table, int row, long high, long low) {
        int at = row * columns + column;
        long sum = table[at] + low;
        if (upper.length == 0) {
            if (high == low >> Long.SIZE - 1 && ((table[at] ^ sum) & (low ^ sum)) >= 0) {
                table[at] = sum;
                return;
            }
            upper = new long[table.length / columns];
            Arrays.setAll(upper, i -> table[i * columns + column] >> Long.SIZE - 1);
        }
        upper[row] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        table[at] = sum;
    }

    private long upper(int row, long lower) {
        return upper.length == 0 ? lower >> Long.SIZE - 1 : upper[row];
    }

    /** The sum of the rows of a window; an empty table has only zeros. */
    BigInteger over(Span span, long[] table) {
        long high = 0;
        long low = 0;
        for (int row = span.from(); row < span.to() && row * columns < table.length; row++) {
            long lower = table[row * columns + column];
            low += lower;
            high += upper(row, lower) + (Long.compareUnsigned(low, lower) < 0 ? 1 : 0);
        }
        return wide(high, low);
    }

    /** The number of two halves. */
    static BigInteger wide(long high, long low) {
        BigInteger lower = BigInteger.valueOf(low);
        return high == low >> Long.SIZE - 1
                ? lower
                : BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(low < 0 ? lower.add(WORD) : lower);
    }
}
