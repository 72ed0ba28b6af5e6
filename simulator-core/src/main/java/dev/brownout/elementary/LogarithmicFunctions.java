package dev.brownout.elementary;

/**
 * The functions log, log1p and log10.
 *
 * <p>The argument is x = 2<sup>k</sup> (1 + f) with 1 + f from sqrt(2)/2 to sqrt(2). With s = f / (2 + f), the
 * logarithm of 1 + f is log(1 + s) - log(1 - s) = 2s + s R(s<sup>2</sup>), where R is a minimax polynomial (Remez). The
 * sum with k ln 2 has two parts, as in {@link ExponentialFunctions}. Source of the algorithm and of the coefficients:
 * fdlibm 5.3, files e_log.c, s_log1p.c and e_log10.c.
 */
final class LogarithmicFunctions {

    private static final double LN2_UPPER = ExponentialFunctions.LN2_UPPER;
    private static final double LN2_LOWER = ExponentialFunctions.LN2_LOWER;

    private static final double R1 = 0x1.5555555555593p-1;
    private static final double R2 = 0x1.999999997fa04p-2;
    private static final double R3 = 0x1.2492494229359p-2;
    private static final double R4 = 0x1.c71c51d8e78afp-3;
    private static final double R5 = 0x1.7466496cb03dep-3;
    private static final double R6 = 0x1.39a09d078c69fp-3;
    private static final double R7 = 0x1.2f112df3e5244p-3;

    /** The reciprocal of ln 10. */
    private static final double PER_LN10 = 0x1.bcb7b1526e50ep-2;

    /** The upper bits of the decimal logarithm of 2. A product with an exponent of a double is exact. */
    private static final double LG2_UPPER = 0x1.34413509f6p-2;

    /** The rest of the decimal logarithm of 2. */
    private static final double LG2_LOWER = 0x1.9fef311f12b36p-42;

    private static final long FRACTION = 0x000F_FFFF_FFFF_FFFFL;
    private static final long ONE = 0x3FF0_0000_0000_0000L;
    private static final long INFINITE = 0x7FF0_0000_0000_0000L;

    private LogarithmicFunctions() {}

    static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int power = -1023;
        if (bits <= FRACTION) {
            if (bits < 0 && x != 0) {
                return Double.NaN;
            }
            if (x == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            bits = Double.doubleToRawLongBits(x * 0x1p54);
            power -= 54;
        }
        if (bits >= INFINITE) {
            return x;
        }
        int fraction = (int) (bits >>> 32) & 0xFFFFF;
        int aboveRoot = fraction + 0x95F64 & 0x100000;
        power += (int) (bits >>> 52) + (aboveRoot >>> 20);
        double f = Double.longBitsToDouble(bits & FRACTION | ONE ^ (long) aboveRoot << 32) - 1;
        if ((fraction + 2 & 0xFFFFF) < 3) {
            double small = f * f * (0.5 - 0.33333333333333333 * f);
            return power * LN2_UPPER - (small - power * LN2_LOWER - f);
        }
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double odd = z * (R1 + w * (R3 + w * (R5 + w * R7)));
        double r = w * (R2 + w * (R4 + w * R6)) + odd;
        if ((fraction - 0x6147A | 0x6B851 - fraction) > 0) {
            double half = 0.5 * f * f;
            return power * LN2_UPPER - (half - (s * (half + r) + power * LN2_LOWER) - f);
        }
        return power * LN2_UPPER - (s * (f - r) - power * LN2_LOWER - f);
    }

    static double log1p(double x) {
        double size = Math.abs(x);
        if (!(x > -1)) {
            return x == -1 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (size < 0x1p-29) {
            return size < 0x1p-54 ? x : x - x * x * 0.5;
        }
        if (x < 0x1.a827ap-2 && x > -0x1.2bec4p-2) {
            return ofReduced(x, 0, 0);
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        double sum = x < 0x1p53 ? 1 + x : x;
        long bits = Double.doubleToRawLongBits(sum);
        int power = (int) (bits >>> 52) - 1023;
        double lost = x < 0x1p53 ? (power > 0 ? 1 - (sum - x) : x - (sum - 1)) / sum : 0;
        int fraction = (int) (bits >>> 32) & 0xFFFFF;
        long exponent = ONE;
        int distance = fraction;
        if (fraction >= 0x6A09E) {
            power++;
            exponent = ONE ^ 0x10_0000L << 32;
            distance = 0x100000 - fraction >> 2;
        }
        double f = Double.longBitsToDouble(bits & FRACTION | exponent) - 1;
        if (distance == 0) {
            double small = 0.5 * f * f * (1 - 0.66666666666666666 * f);
            return power * LN2_UPPER - (small - (power * LN2_LOWER + lost) - f);
        }
        return ofReduced(f, power, power == 0 ? 0 : lost);
    }

    /**
     * Returns power ln 2 + log(1 + f) + lost, for 1 + f from sqrt(2)/2 to sqrt(2) and the rounding error {@code lost}
     * of the argument.
     */
    private static double ofReduced(double f, int power, double lost) {
        double half = 0.5 * f * f;
        double s = f / (2 + f);
        double z = s * s;
        double r = z * (R1 + z * (R2 + z * (R3 + z * (R4 + z * (R5 + z * (R6 + z * R7))))));
        return power * LN2_UPPER - (half - (s * (half + r) + (power * LN2_LOWER + lost)) - f);
    }

    /**
     * Adds the decimal logarithm of a power of two to that of a number near 1. The power of a number below 1 is one
     * larger, so that the two parts do not cancel.
     */
    static double log10(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int power = -1023;
        if (bits <= FRACTION) {
            if (bits <= 0) {
                return log(x);
            }
            bits = Double.doubleToRawLongBits(x * 0x1p54);
            power -= 54;
        }
        if (bits >= INFINITE) {
            return x;
        }
        power += (int) (bits >>> 52);
        int negative = power >>> 31;
        double rest = Double.longBitsToDouble(bits & FRACTION | (long) (1023 - negative) << 52);
        double y = power + negative;
        return y * LG2_LOWER + PER_LN10 * log(rest) + y * LG2_UPPER;
    }
}
