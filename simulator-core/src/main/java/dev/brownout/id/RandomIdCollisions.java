package dev.brownout.id;

import dev.brownout.random.KeyedRandom;

/**
 * Identifiers drawn at random, each as likely as any other: the birthday problem.
 *
 * @param size how many there are, at least 1
 */
public record RandomIdCollisions(double size) {
    /** Below this size identifiers are whole numbers that can be told apart; above it a run never sees one twice. */
    private static final double COUNTABLE = 0x1p62;

    /** A version 4 UUID: 122 random bits (RFC 9562). */
    public static final RandomIdCollisions UUID = new RandomIdCollisions(0x1p122);

    private static final int FEW = 1000;

    /** Refuses spaces without an identifier with an IllegalArgumentException. */
    public RandomIdCollisions {
        if (!(size >= 1)) {
            throw new IllegalArgumentException("there is at least 1 identifier, not " + size);
        }
    }

    /** Codes of so many characters out of so many. */
    public static RandomIdCollisions codes(int characters, int length) {
        return new RandomIdCollisions(StrictMath.pow(characters, length));
    }

    /** Whether identifiers are few enough for one to come twice in a run. */
    public boolean countable() {
        return size <= COUNTABLE;
    }

    /** Draws one: a whole number from 0 on; of a space that is not countable, its leading bits. */
    public long draw(KeyedRandom random) {
        long bits = random.next();
        return countable() ? Math.multiplyHigh(bits >>> 1, (long) size << 1) : bits >>> 1;
    }

    /** The probability that some of so many identifiers are equal: 1 - N! / ((N - n)! N^n). */
    public double duplicateProbability(double drawn) {
        if (drawn > size) {
            return 1;
        }
        double log = 0;
        if (drawn <= FEW) {
            for (int i = 1; i < drawn; i++) {
                log += StrictMath.log1p(-i / size);
            }
        } else {
            double x = drawn / size;
            log = x < 1e-4
                    ? -drawn * (drawn - 1) / (2 * size) - drawn * x * x / 6
                    : -drawn - (size - drawn + 0.5) * StrictMath.log1p(-x);
        }
        return -StrictMath.expm1(log);
    }

    /** How many of so many identifiers repeat an earlier one on average: n - N (1 - (1 - 1/N)^n). */
    public double expectedRepeats(double drawn) {
        return drawn + size * StrictMath.expm1(drawn * StrictMath.log1p(-1 / size));
    }
}
