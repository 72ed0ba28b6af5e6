package dev.brownout.component.server;

import java.util.function.IntUnaryOperator;

/**
 * A whole number of each user, of millions perhaps, that is known of most of them without being kept: it is kept of
 * those for whom it was set, and of their neighbours.
 */
final class PerUserInts {
    private static final int BITS = 12;
    private static final int USERS = 1 << BITS;
    /** A page begins with zeros: of whom it was not set. */
    private static final int UNSET = 0;

    private static final int LEAST = -1;

    private final int[][] pages;
    private final IntUnaryOperator first;

    /**
     * Of so many users.
     *
     * @param first what it is of a user for whom it was not set
     */
    PerUserInts(int users, IntUnaryOperator first) {
        this.pages = new int[(users >> BITS) + 1][];
        this.first = first;
    }

    /** What it is of a user. */
    int of(int user) {
        int[] page = pages[user >> BITS];
        int kept = page == null ? UNSET : page[user & USERS - 1];
        return kept == UNSET ? first.applyAsInt(user) : kept - 1 + LEAST;
    }

    /**
     * Sets it.
     *
     * @param value at least -1
     */
    void set(int user, int value) {
        int page = user >> BITS;
        if (pages[page] == null) {
            pages[page] = new int[USERS];
        }
        pages[page][user & USERS - 1] = value + 1 - LEAST;
    }
}
