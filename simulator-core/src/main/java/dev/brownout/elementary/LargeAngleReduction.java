package dev.brownout.elementary;

/**
 * Reduction of a large angle to x = n pi/2 + r with |r| at most pi/4 (Payne and Hanek 1983).
 *
 * <p>The quotient x / (pi/2) is needed modulo 8. So the first digits of 2/pi are left out: their product with x is a
 * multiple of 8. Five or more digits after them suffice. A digit has 24 bits. The product is an exact integer of 192
 * bits in three longs. Further digits extend it while its distance to an integer has less than 96 bits. No double is
 * closer than 2<sup>-62</sup> to an integer multiple of pi/2, in units of pi/2 (Muller, Elementary Functions, chapter
 * on range reduction). So the product has at most 182 bits after its binary point.
 *
 * <p>The distance to the nearest integer, times pi/2, is r. It is the sum of six terms, each an exact double. The order
 * of the additions determines the bits of r. Source of the number of digits and of the order: fdlibm 5.3, files
 * e_rem_pio2.c and k_rem_pio2.c.
 */
final class LargeAngleReduction {

    private static final int DIGIT = 24;
    private static final long DIGIT_MASK = 0xFF_FFFFL;

    /** The least number of digits of 2/pi. */
    private static final int LEAST_DIGITS = 5;

    /** The least number of bits of the distance to the nearest integer. */
    private static final int LEAST_BITS = 96;

    /** Digits of 2/pi after its binary point, after two zeros. */
    private static final int[] PER_HALF_PI = {
        0, 0, 0xA2F983, 0x6E4E44, 0x1529FC, 0x2757D1, 0xF534DD, 0xC0DB62, 0x95993C, 0x439041, 0xFE5163, 0xABDEBB,
        0xC561B7, 0x246E3A, 0x424DD2, 0xE00649, 0x2EEA09, 0xD1921C, 0xFE1DEB, 0x1CB129, 0xA73EE8, 0x8235F5, 0x2EBB44,
        0x84E99C, 0x7026B4, 0x5F7E41, 0x3991D6, 0x398353, 0x39F49C, 0x845F8B, 0xBDF928, 0x3B1FF8, 0x97FFDE, 0x05980F,
        0xEF2F11, 0x8B5A0A, 0x6D1F6D, 0x367ECF, 0x27CB09, 0xB74F46, 0x3F669E, 0x5FEA2D, 0x7527BA, 0xC7EBE5, 0xF17B3D,
        0x0739F7, 0x8A5292, 0xEA6BFB, 0x5FB11F, 0x8D5D08, 0x560330
    };

    /** Digits of pi/2. The first has the unit 2^-23. */
    private static final long P0 = 0xC90FDA;

    private static final long P1 = 0xA22168;
    private static final long P2 = 0xC234C4;
    private static final long P3 = 0xC6628B;
    private static final long P4 = 0x80DC1C;

    private LargeAngleReduction() {}

    /** Returns the sine of x + turns pi/2, for a finite {@code x} of at least 2<sup>20</sup> in absolute value. */
    static double sine(double x, int turns) {
        return sine(x, turns, LEAST_DIGITS);
    }

    /** Computes the product in three longs and reduces it. Java takes the distance of a shift modulo 64. */
    private static double sine(double x, int turns, int digits) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = ((int) (bits >>> 52) & 0x7FF) - 1023 - 23;
        int first = (exponent - 3) / DIGIT;
        long upper = 0;
        long middle = 0;
        long lower = 0;
        for (int i = first; i < first + digits; i++) {
            upper = upper << DIGIT | middle >>> 64 - DIGIT;
            middle = middle << DIGIT | lower >>> 64 - DIGIT;
            long column = column(bits, i);
            lower = (lower << DIGIT) + column;
            if (Long.compareUnsigned(lower, column) < 0 && ++middle == 0) {
                upper++;
            }
        }
        int point = (first + digits) * DIGIT - exponent;
        int halves = (int) (point <= 128 ? middle >>> point - 1 | upper << 1 << -point : upper >>> point - 1);
        if ((halves & 1) != 0) {
            lower = -lower;
            middle = lower == 0 ? -middle : ~middle;
            upper = lower == 0 && middle == 0 ? -upper : ~upper;
        }
        long mask = (1L << point) - 1;
        middle = point < 128 ? middle & mask : middle;
        upper = point < 128 ? 0 : upper & mask;
        if (upper == 0 && middle >>> LEAST_BITS - 64 == 0) {
            int zeros = middle == 0 ? 64 + Long.numberOfLeadingZeros(lower) : Long.numberOfLeadingZeros(middle);
            return sine(x, turns, digits + 1 + (zeros - 128 + LEAST_BITS) / DIGIT);
        }
        int n = halves + 1 >> 1;
        double scale = Double.longBitsToDouble((long) (1023 + 97 - point) << 52);
        boolean negative = x < 0 ^ (halves & 1) != 0;
        return sineOfDistance(upper, middle, lower, negative ? -scale : scale, x < 0 ? turns - n : turns + n);
    }

    /**
     * Returns one column of the product of the significand and 2/pi, both as digits: the sum of the products of digits
     * with the same weight.
     */
    private static long column(long bits, int i) {
        long significand = bits & 0x000F_FFFF_FFFF_FFFFL | 0x0010_0000_0000_0000L;
        return (significand >>> 29) * PER_HALF_PI[i + 2]
                + (significand >>> 5 & DIGIT_MASK) * PER_HALF_PI[i + 1]
                + ((significand & 0x1F) << 19) * PER_HALF_PI[i];
    }

    /**
     * Returns the sine of r + turns pi/2. The distance r / (pi/2) is an integer of six digits in the unit of
     * {@code scale}.
     */
    private static double sineOfDistance(long upper, long middle, long lower, double scale, int turns) {
        long d0 = lower & DIGIT_MASK;
        long d1 = lower >>> 24 & DIGIT_MASK;
        long d2 = (lower >>> 48 | middle << 16) & DIGIT_MASK;
        long d3 = middle >>> 8 & DIGIT_MASK;
        long d4 = middle >>> 32 & DIGIT_MASK;
        long d5 = (middle >>> 56 | upper << 8) & DIGIT_MASK;
        double a = P0 * d5;
        double b = (P0 * d4 + P1 * d5) * 0x1p-24;
        double c = (P0 * d3 + P1 * d4 + P2 * d5) * 0x1p-48;
        double d = (P0 * d2 + P1 * d3 + P2 * d4 + P3 * d5) * 0x1p-72;
        double e = (P0 * d1 + P1 * d2 + P2 * d3 + P3 * d4 + P4 * d5) * 0x1p-96;
        double f = (P0 * d0 + P1 * d1 + P2 * d2 + P3 * d3 + P4 * d4) * 0x1p-120;
        double angle = f + e + d + c + b + a;
        double tail = a - angle + b + c + d + e + f;
        return SineKernels.sineOfTurned(angle * scale, tail * scale, turns);
    }
}
