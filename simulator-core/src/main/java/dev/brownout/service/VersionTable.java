package dev.brownout.service;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;

/** Table of distinct pairs of numbers, found by their contents. */
final class VersionTable {
    private long[] left = new long[4];
    private long[] right = new long[4];
    private int[] index = new int[16];
    private int rows;

    /** Returns the number of rows. */
    int rows() {
        return rows;
    }

    /** Returns the first number of a row. */
    long firstNumber(int row) {
        return left[row];
    }

    /** Returns the second number of a row. */
    long right(int row) {
        return right[row];
    }

    /** Returns the row of a pair, from 0; adds it on first use. */
    int row(long first, long second) {
        if (4 * (rows + 1) > 3 * index.length) {
            index = new int[2 * index.length];
            for (int row = 0; row < rows; row++) {
                index[slot(left[row], right[row])] = row + 1;
            }
        }
        int slot = slot(first, second);
        if (index[slot] == 0) {
            if (rows == left.length) {
                left = Arrays.copyOf(left, 2 * rows);
                right = Arrays.copyOf(right, 2 * rows);
            }
            left[rows] = first;
            right[rows] = second;
            index[slot] = ++rows;
        }
        return index[slot] - 1;
    }

    private int slot(long first, long second) {
        int mask = index.length - 1;
        int position = (int) KeyedRandom.mix(first + KeyedRandom.mix(second)) & mask;
        while (index[position] != 0 && (left[index[position] - 1] != first || right[index[position] - 1] != second)) {
            position = position + 1 & mask;
        }
        return position;
    }
}
