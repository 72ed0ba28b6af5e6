package dev.brownout.web.emulation;

import java.math.BigInteger;

/**
 * Conversions of large numbers to the nearest double, the even one of two. The class library of the compiler ignores
 * the bits below the 54th.
 */
final class DoubleRounding {
    /** Number of bits that are converted together; the lowest stands for all bits below. */
    private static final int BITS = 62;

    private DoubleRounding() {}

    /** Returns the double nearest to a number. */
    static double nearest(BigInteger value) {
        return scale(value, 0, false);
    }

    /** Returns the double nearest to a quotient. */
    static double nearest(BigInteger dividend, BigInteger divisor) {
        int shift = Math.max(0, BITS + 2 + divisor.bitLength() - dividend.bitLength());
        BigInteger[] parts = dividend.shiftLeft(shift).divideAndRemainder(divisor);
        return scale(parts[0], -shift, parts[1].signum() != 0);
    }

    /**
     * Returns the double nearest to a number times a power of two.
     *
     * @param more whether the size of the exact number is a little larger
     */
    private static double scale(BigInteger value, int exponent, boolean more) {
        BigInteger size = value.abs();
        int dropped = Math.max(0, size.bitLength() - BITS);
        long top = size.shiftRight(dropped).longValue();
        boolean rest = more || dropped > 0 && size.getLowestSetBit() < dropped;
        double result = MathMethods.scalb(rest ? top | 1 : top, dropped + exponent);
        return value.signum() < 0 ? -result : result;
    }
}
