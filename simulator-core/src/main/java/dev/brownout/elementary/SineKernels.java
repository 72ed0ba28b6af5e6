package dev.brownout.elementary;

/**
 * Sine and cosine of an angle from -pi/4 to pi/4, by minimax polynomials (Remez).
 *
 * <p>The angle of a reduced argument is the sum of a double and a much smaller one, its tail. Source of the algorithm
 * and of the coefficients: fdlibm 5.3, files k_sin.c and k_cos.c.
 */
final class SineKernels {

    private static final double S1 = -0x1.5555555555549p-3;
    private static final double S2 = 0x1.111111110f8a6p-7;
    private static final double S3 = -0x1.a01a019c161d5p-13;
    private static final double S4 = 0x1.71de357b1fe7dp-19;
    private static final double S5 = -0x1.ae5e68a2b9cebp-26;
    private static final double S6 = 0x1.5d93a5acfd57cp-33;

    private static final double C1 = 0x1.555555555554cp-5;
    private static final double C2 = -0x1.6c16c16c15177p-10;
    private static final double C3 = 0x1.a01a019cb159p-16;
    private static final double C4 = -0x1.27e4f809c52adp-22;
    private static final double C5 = 0x1.1ee9ebdb4b1c4p-29;
    private static final double C6 = -0x1.8fae9be8838d4p-37;

    private SineKernels() {}

    static double sine(double x) {
        if (Math.abs(x) < 0x1p-27) {
            return x;
        }
        double z = x * x;
        return x + z * x * (S1 + z * higherTerms(z));
    }

    private static double sine(double x, double tail) {
        if (Math.abs(x) < 0x1p-27) {
            return x;
        }
        double z = x * x;
        double cube = z * x;
        return x - (z * (0.5 * tail - cube * higherTerms(z)) - tail - cube * S1);
    }

    private static double higherTerms(double z) {
        return S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
    }

    /**
     * Returns the cosine 1 - x<sup>2</sup>/2 + .... From 0.3 on, a part of x<sup>2</sup>/2 is subtracted from 1 first
     * and without rounding. It is about x/4.
     */
    static double cosine(double x, double tail) {
        double size = Math.abs(x);
        if (size < 0x1p-27) {
            return 1;
        }
        double z = x * x;
        double r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
        if (size < 0x1.33333p-2) {
            return 1 - (0.5 * z - (z * r - x * tail));
        }
        double part = size < 0x1.90001p-1 ? quarter(size) : 0.28125;
        double half = 0.5 * z - part;
        return 1 - part - (half - (z * r - x * tail));
    }

    /** Returns a fourth of a number, without its lower 32 bits. */
    private static double quarter(double size) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(size) >>> 32) - 0x20_0000L << 32);
    }

    /** Returns the sine of x + tail + turns pi/2. */
    static double sineOfTurned(double x, double tail, int turns) {
        double value = (turns & 1) == 0 ? sine(x, tail) : cosine(x, tail);
        return (turns & 2) == 0 ? value : -value;
    }
}
