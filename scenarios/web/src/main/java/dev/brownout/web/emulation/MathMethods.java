package dev.brownout.web.emulation;

/** Methods of {@code java.lang.Math} that the compiled program lacks or computes otherwise. */
public final class MathMethods {
    private static final int HALF = Integer.SIZE;
    private static final long LOW = 0xffffffffL;
    /** Least number from which on all numbers are whole. */
    private static final double WHOLE = 0x1p52;

    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = 1023;
    /** Greatest scale that changes a number, and greatest one of a normal factor. */
    private static final int MOST_SCALE = 2200;

    private static final int STEP = 512;
    private static final double RADIANS_PER_DEGREE = 0.017453292519943295;
    private static final int EXPONENT_MASK = 0x7ff;

    private MathMethods() {}

    /** Returns the upper 64 bits of a product (H. S. Warren, "Hacker's Delight", 2nd edition, 2012, section 8-2). */
    public static long multiplyHigh(long x, long y) {
        long xLow = x & LOW;
        long xHigh = x >> HALF;
        long yLow = y & LOW;
        long yHigh = y >> HALF;
        long carry = xHigh * yLow + (xLow * yLow >>> HALF);
        return xHigh * yHigh + (carry >> HALF) + ((carry & LOW) + xLow * yHigh >> HALF);
    }

    /** Returns the nearest whole number, the higher one of two. */
    public static long round(double value) {
        double floor = Math.floor(value);
        return (long) (value - floor >= 0.5 ? floor + 1 : floor);
    }

    /** Returns the nearest whole number, the even one of two. */
    public static double rint(double value) {
        double size = Math.abs(value);
        return size < WHOLE ? Math.copySign(WHOLE + size - WHOLE, value) : value;
    }

    /** Returns an angle in radians. */
    public static double toRadians(double degrees) {
        return degrees * RADIANS_PER_DEGREE;
    }

    /** Returns a number times a power of two. */
    public static double scalb(double value, int exponent) {
        double scaled = value;
        int left = Math.max(-MOST_SCALE, Math.min(MOST_SCALE, exponent));
        while (left != 0) {
            int step = Math.max(-STEP, Math.min(STEP, left));
            scaled *= Double.longBitsToDouble((long) (step + BIAS) << MANTISSA_BITS);
            left -= step;
        }
        return scaled;
    }

    /** Returns the distance to the next larger number. */
    public static double ulp(double value) {
        int exponent = (int) (Double.doubleToRawLongBits(value) >>> MANTISSA_BITS) & EXPONENT_MASK;
        if (exponent == EXPONENT_MASK) {
            return Math.abs(value);
        }
        long bits = exponent > MANTISSA_BITS
                ? (long) (exponent - MANTISSA_BITS) << MANTISSA_BITS
                : 1L << Math.max(0, exponent - 1);
        return Double.longBitsToDouble(bits);
    }
}
