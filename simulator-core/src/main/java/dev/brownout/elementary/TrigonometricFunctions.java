package dev.brownout.elementary;

/**
 * The functions sin and cos.
 *
 * <p>An angle above pi/4 is reduced to x = n pi/2 + r with |r| at most pi/4. The reduction subtracts n pi/2 in up to
 * three steps of 33 bits (Cody and Waite 1980). A step is added if the previous difference has lost too many bits.
 * {@link LargeAngleReduction} is for angles above 2<sup>20</sup> pi/2. The cosine of x is the sine of x + pi/2. Source
 * of the algorithm: fdlibm 5.3, files s_sin.c, s_cos.c and e_rem_pio2.c.
 */
final class TrigonometricFunctions {

    private static final double QUARTER_PI = 0x1.921fcp-1;
    private static final double MEDIUM = 0x1.921fcp20;
    private static final double PER_HALF_PI = 0x1.45f306dc9c883p-1;
    private static final double HALF_PI = 0x1.921fb54442d18p0;

    /** The upper 33 bits of pi/2. */
    private static final double FIRST = 0x1.921fb544p0;

    /** The rest of pi/2 after its upper 33 bits. */
    private static final double AFTER_FIRST = 0x1.0b4611a626331p-34;

    /** The next 33 bits of pi/2. */
    private static final double SECOND = 0x1.0b4611a6p-34;

    /** The rest of pi/2 after its upper 66 bits. */
    private static final double AFTER_SECOND = 0x1.3198a2e037073p-69;

    /** The third 33 bits of pi/2. */
    private static final double THIRD = 0x1.3198a2ep-69;

    /** The rest of pi/2 after its upper 99 bits. */
    private static final double AFTER_THIRD = 0x1.b839a252049c1p-104;

    private TrigonometricFunctions() {}

    static double sin(double x) {
        return Math.abs(x) < QUARTER_PI ? SineKernels.sine(x) : sineOfReduced(x, 0);
    }

    static double cos(double x) {
        return Math.abs(x) < QUARTER_PI ? SineKernels.cosine(x, 0) : sineOfReduced(x, 1);
    }

    /** Returns the sine of x + turns pi/2. */
    private static double sineOfReduced(double x, int turns) {
        double size = Math.abs(x);
        if (!(size < MEDIUM)) {
            return size < Double.POSITIVE_INFINITY ? LargeAngleReduction.sine(x, turns) : Double.NaN;
        }
        int n = (int) (size * PER_HALF_PI + 0.5);
        double r = size - n * FIRST;
        double rest = n * AFTER_FIRST;
        double angle = r - rest;
        if (n >= 32 || upperHalf(size) == upperHalf(n * HALF_PI)) {
            int exponent = exponent(size);
            if (exponent - exponent(angle) > 16) {
                double before = r;
                rest = n * SECOND;
                r = before - rest;
                rest = n * AFTER_SECOND - (before - r - rest);
                angle = r - rest;
                if (exponent - exponent(angle) > 49) {
                    before = r;
                    rest = n * THIRD;
                    r = before - rest;
                    rest = n * AFTER_THIRD - (before - r - rest);
                    angle = r - rest;
                }
            }
        }
        double tail = r - angle - rest;
        return x < 0
                ? SineKernels.sineOfTurned(-angle, -tail, turns - n)
                : SineKernels.sineOfTurned(angle, tail, turns + n);
    }

    /** Returns the upper 32 bits: sign, exponent and 20 bits of the fraction. */
    private static int upperHalf(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> 32);
    }

    private static int exponent(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> 52) & 0x7FF;
    }
}
