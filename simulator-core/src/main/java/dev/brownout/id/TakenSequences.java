package dev.brownout.id;

import dev.brownout.sentence.InvalidValueException;
import java.util.Arrays;

/**
 * Taken sequences of a worker number, for the range of milliseconds by which clocks can be wrong: in each millisecond a
 * prefix, since workers count from 0. Older milliseconds cannot recur.
 */
public final class TakenSequences {
    private final int[] sequences;
    private long newest = Long.MIN_VALUE;

    /**
     * Creates an instance without taken sequences.
     *
     * @param errorMillis maximum clock error in milliseconds, at least 0
     * @throws IllegalArgumentException if it exceeds Integer.MAX_VALUE / 256 (about 2.3 hours)
     */
    public TakenSequences(long errorMillis) {
        if (errorMillis > Integer.MAX_VALUE / 256) {
            throw new InvalidValueException("the error of a clock must not exceed two hours");
        }
        sequences = new int[(int) errorMillis + 2];
    }

    /** Takes a sequence of a millisecond; returns false if it was taken. */
    public boolean tryTake(long millisecond, long sequence) {
        if (millisecond > newest) {
            if (newest == Long.MIN_VALUE || millisecond - newest >= sequences.length) {
                Arrays.fill(sequences, 0);
            } else {
                for (long fresh = newest + 1; fresh <= millisecond; fresh++) {
                    sequences[slot(fresh)] = 0;
                }
            }
            newest = millisecond;
        } else if (millisecond <= newest - sequences.length) {
            return true;
        }
        int slot = slot(millisecond);
        if (sequence < sequences[slot]) {
            return false;
        }
        sequences[slot] = (int) sequence + 1;
        return true;
    }

    private int slot(long millisecond) {
        return (int) Math.floorMod(millisecond, (long) sequences.length);
    }
}
