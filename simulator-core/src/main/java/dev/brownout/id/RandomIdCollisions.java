package dev.brownout.id;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.InvalidValueException;

/**
 * Random identifiers, drawn uniformly: the birthday problem.
 *
 * @param size number of possible identifiers, at least 1
 */
public record RandomIdCollisions(double size) {
    /** Maximum size at which every identifier has its own number; in larger spaces a run never repeats one. */
    private static final double COUNTABLE = 0x1p62;

    /** A version 4 UUID: 122 random bits (RFC 9562). */
    public static final RandomIdCollisions UUID = new RandomIdCollisions(0x1p122);

    /** The version 7 UUIDs of one millisecond: 74 random bits (RFC 9562, section 5.7). */
    public static final RandomIdCollisions UUID_OF_A_MILLISECOND = new RandomIdCollisions(0x1p74);

    private static final int FEW = 1000;

    /** Rejects a size below 1 with an IllegalArgumentException. */
    public RandomIdCollisions {
        if (!(size >= 1)) {
            throw new InvalidValueException("the number of identifiers must be at least 1, not {}", size);
        }
    }

    /** Returns the space of codes of {@code length} characters from an alphabet of {@code characters}. */
    public static RandomIdCollisions codes(int characters, int length) {
        return new RandomIdCollisions(ElementaryFunctions.pow(characters, length));
    }

    /** Returns whether the space is small enough for exact simulation of collisions. */
    public boolean isCountable() {
        return size <= COUNTABLE;
    }

    /** Draws an identifier: an integer from 0; in a space that is not countable, its leading 63 bits. */
    public long draw(KeyedRandom random) {
        long bits = random.next();
        return isCountable() ? Math.multiplyHigh(bits >>> 1, (long) size << 1) : bits >>> 1;
    }

    /** Returns the probability of a duplicate among n identifiers: 1 - N! / ((N - n)! N^n). */
    public double duplicateProbability(double drawn) {
        if (drawn > size) {
            return 1;
        }
        double log = 0;
        if (drawn <= FEW) {
            for (int i = 1; i < drawn; i++) {
                log += ElementaryFunctions.log1p(-i / size);
            }
        } else {
            double x = drawn / size;
            log = x < 1e-4
                    ? -drawn * (drawn - 1) / (2 * size) - drawn * x * x / 6
                    : -drawn - (size - drawn + 0.5) * ElementaryFunctions.log1p(-x);
        }
        return -ElementaryFunctions.expm1(log);
    }

    /**
     * Returns the probability of a duplicate among independent pairs of identifiers, as 1 - exp(-pairs / N). The
     * relative error is below the largest number of identifiers in one group of pairs over N.
     */
    public double duplicateProbabilityOfPairs(double pairs) {
        return -ElementaryFunctions.expm1(-pairs / size);
    }

    /** Returns the expected number of identifiers that repeat an earlier one: n - N (1 - (1 - 1/N)^n). */
    public double expectedRepeats(double drawn) {
        return drawn + size * ElementaryFunctions.expm1(drawn * ElementaryFunctions.log1p(-1 / size));
    }
}
