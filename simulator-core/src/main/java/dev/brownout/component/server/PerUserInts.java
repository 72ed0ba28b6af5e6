package dev.brownout.component.server;

import java.util.function.IntUnaryOperator;

/**
 * An integer per user, for perhaps millions of users: computed by a function until set; stored in pages that are
 * allocated when a user on them is set.
 */
final class PerUserInts {
    private static final int BITS = 12;
    private static final int USERS = 1 << BITS;
    /** Content of a new page: not set. */
    private static final int UNSET = 0;

    private static final int MINIMUM = -1;

    private final int[][] pages;
    private final IntUnaryOperator first;

    /**
     * Creates the values.
     *
     * @param users number of users
     * @param first the value of a user until it is set
     */
    PerUserInts(int users, IntUnaryOperator first) {
        this.pages = new int[(users >> BITS) + 1][];
        this.first = first;
    }

    /** Returns the value of a user. */
    int of(int user) {
        int[] page = pages[user >> BITS];
        int kept = page == null ? UNSET : page[user & USERS - 1];
        return kept == UNSET ? first.applyAsInt(user) : kept - 1 + MINIMUM;
    }

    /**
     * Sets the value of a user.
     *
     * @param value at least -1
     */
    void set(int user, int value) {
        int page = user >> BITS;
        if (pages[page] == null) {
            pages[page] = new int[USERS];
        }
        pages[page][user & USERS - 1] = value + 1 - MINIMUM;
    }
}
