package dev.brownout.component.server;

import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Sessions of a machine with which the run began, and that nobody has asked for since: of millions of users perhaps,
 * and so no more than a bit each.
 */
final class InitialSessions {
    private final int lowest;
    private final int step;
    private final int count;
    private final BitSet gone = new BitSet();
    private int left;

    /**
     * All of them, whose numbers are evenly spaced.
     *
     * @param lowest number of theirs
     * @param step from one to the next, at least 1
     * @param count of them
     */
    InitialSessions(int lowest, int step, int count) {
        this.lowest = lowest;
        this.step = step;
        this.count = count;
        this.left = count;
    }

    /** How many are left of several. */
    static long left(List<InitialSessions> several) {
        long left = 0;
        for (InitialSessions sessions : several) {
            left += sessions.left;
        }
        return left;
    }

    /** The lowest number that one of several had, in rising order; the greatest there is if there are none. */
    static int lowest(List<InitialSessions> several) {
        return several.isEmpty() ? Integer.MAX_VALUE : several.get(0).lowest;
    }

    /** Takes one away, if it is here. */
    boolean take(long number) {
        long beyond = number - lowest;
        if (beyond < 0 || beyond % step != 0 || beyond / step >= count) {
            return false;
        }
        int place = (int) (beyond / step);
        if (gone.get(place)) {
            return false;
        }
        gone.set(place);
        left--;
        return true;
    }

    /** Takes all away, in rising order. */
    void takeAll(LongConsumer taken) {
        for (int place = gone.nextClearBit(0); left > 0; place = gone.nextClearBit(place)) {
            gone.set(place);
            left--;
            taken.accept(lowest + (long) place * step);
        }
    }
}
