package dev.brownout.random;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;

/**
 * Growing keys like {@link NewestKeys}, but with random numbers. A permutation of 30 bits shuffles the order of
 * creation, so that all numbers are distinct.
 */
@Kind("uuid")
@Doc("As newest, with random numbers instead of consecutive ones.")
@Example("uuid(100k)")
public record UuidKeys(
        @Doc("Number of keys at the start.")
        @YamlName("keys")
        @AtLeast(1)
        @AtMost(KeyPopularity.MOST_KEYS)
        @InvalidArgumentMessage(fraction = KeyPopularity.FRACTION)
        int size)
        implements GrowingKeys {
    private static final int MASK = MAXIMUM - 1;
    /** Half of the number of bits. With this shift, the xor-shift is its own inverse. */
    private static final int HALF = 15;

    private static final int ONE = 0x2c1b3c6d;
    private static final int OTHER = 0x297a2d39;

    /** Throws unless there are 1 to 1,000,000,000 keys. */
    public UuidKeys {
        DistributionArguments.require(
                size >= 1 && size <= MOST_KEYS, "number of keys must be from 1 to " + MOST_KEYS, size);
    }

    @Override
    public int maximum() {
        return MAXIMUM;
    }

    @Override
    public int number(int place) {
        int mixed = (place & MASK) + 1 & MASK;
        mixed = mixed * ONE & MASK;
        mixed ^= mixed >>> HALF;
        mixed = mixed * OTHER & MASK;
        mixed ^= mixed >>> HALF;
        return 1 + mixed;
    }

    @Override
    public boolean contains(int key) {
        int mixed = key - 1;
        if (mixed < 0 || mixed > MASK) {
            return false;
        }
        mixed ^= mixed >>> HALF;
        mixed = mixed * inverse(OTHER) & MASK;
        mixed ^= mixed >>> HALF;
        mixed = mixed * inverse(ONE) & MASK;
        return (mixed - 1 & MASK) < size;
    }

    /**
     * Returns the multiplicative inverse of an odd number. Each step of Newton's method doubles the number of correct
     * bits.
     */
    private static int inverse(int odd) {
        int inverse = odd;
        for (int i = 0; i < 4; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
