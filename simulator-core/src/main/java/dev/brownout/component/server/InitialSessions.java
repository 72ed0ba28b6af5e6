package dev.brownout.component.server;

import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Sessions of a host that exist from the start and have not been used since: perhaps of millions of users, and
 * therefore at most one bit each.
 */
final class InitialSessions {
    private final int lowest;
    private final int step;
    private final int count;
    private final BitSet removed = new BitSet();
    private int left;

    /**
     * Creates the sessions, which have evenly spaced numbers.
     *
     * @param lowest the lowest number
     * @param step distance between numbers, at least 1
     * @param count number of sessions
     */
    InitialSessions(int lowest, int step, int count) {
        this.lowest = lowest;
        this.step = step;
        this.count = count;
        this.left = count;
    }

    /** Returns the total number of remaining sessions. */
    static long remainingCount(List<InitialSessions> several) {
        long left = 0;
        for (InitialSessions sessions : several) {
            left += sessions.left;
        }
        return left;
    }

    /** Returns the lowest initial number of sets in ascending order; Integer.MAX_VALUE if there are none. */
    static int lowest(List<InitialSessions> several) {
        return several.isEmpty() ? Integer.MAX_VALUE : several.get(0).lowest;
    }

    /** Removes a session; returns false if it is not present. */
    boolean remove(long number) {
        long beyond = number - lowest;
        if (beyond < 0 || beyond % step != 0 || beyond / step >= count) {
            return false;
        }
        int place = (int) (beyond / step);
        if (removed.get(place)) {
            return false;
        }
        removed.set(place);
        left--;
        return true;
    }

    /** Removes every session, in ascending order. */
    void takeAll(LongConsumer onRemoval) {
        for (int place = removed.nextClearBit(0); left > 0; place = removed.nextClearBit(place)) {
            removed.set(place);
            left--;
            onRemoval.accept(lowest + (long) place * step);
        }
    }
}
