package dev.brownout.elementary;

/**
 * The functions asin and atan2.
 *
 * <p>A rational minimax function (Remez) approximates asin up to 0.5. Above, asin(x) is pi/2 - 2 asin(sqrt((1 - x)/2)).
 * The arc tangent is reduced to an argument up to 7/16 by the difference to an angle with a known tangent: 1/2, 1, 3/2
 * or infinity. Source of the algorithms and of the coefficients: fdlibm 5.3, files e_asin.c, s_atan.c and e_atan2.c.
 */
final class ArcFunctions {

    private static final double PI_LOWER = 0x1.1a62633145c07p-53;
    private static final double HALF_PI_LOWER = 0x1.1a62633145c07p-54;
    private static final double QUARTER_PI = 0x1.921fb54442d18p-1;

    private static final double P0 = 0x1.5555555555555p-3;
    private static final double P1 = -0x1.4d61203eb6f7dp-2;
    private static final double P2 = 0x1.9c1550e884455p-3;
    private static final double P3 = -0x1.48228b5688f3bp-5;
    private static final double P4 = 0x1.9efe07501b288p-11;
    private static final double P5 = 0x1.23de10dfdf709p-15;
    private static final double Q1 = -0x1.33a271c8a2d4bp1;
    private static final double Q2 = 0x1.02ae59c598ac8p1;
    private static final double Q3 = -0x1.6066c1b8d0159p-1;
    private static final double Q4 = 0x1.3b8c5b12e9282p-4;

    private static final double A0 = 0x1.555555555550dp-2;
    private static final double A1 = -0x1.999999998ebc4p-3;
    private static final double A2 = 0x1.24924920083ffp-3;
    private static final double A3 = -0x1.c71c6fe231671p-4;
    private static final double A4 = 0x1.745cdc54c206ep-4;
    private static final double A5 = -0x1.3b0f2af749a6dp-4;
    private static final double A6 = 0x1.10d66a0d03d51p-4;
    private static final double A7 = -0x1.dde2d52defd9ap-5;
    private static final double A8 = 0x1.97b4b24760debp-5;
    private static final double A9 = -0x1.2b4442c6a6c2fp-5;
    private static final double A10 = 0x1.0ad3ae322da11p-6;

    /** The arc tangent of 1/2, in two parts. */
    private static final double ATAN_HALF = 0x1.dac670561bb4fp-2;

    private static final double ATAN_HALF_LOWER = 0x1.a2b7f222f65e2p-56;

    /** The rest of pi/4. */
    private static final double QUARTER_PI_LOWER = 0x1.1a62633145c07p-55;

    /** The arc tangent of 3/2, in two parts. */
    private static final double ATAN_THREE_HALVES = 0x1.f730bd281f69bp-1;

    private static final double ATAN_THREE_HALVES_LOWER = 0x1.007887af0cbbdp-56;

    private ArcFunctions() {}

    static double asin(double x) {
        double size = Math.abs(x);
        if (size < 0.5) {
            return size < 0x1p-27 ? x : x + x * quotient(x * x);
        }
        if (!(size < 1)) {
            return size == 1 ? x * (Math.PI / 2) + x * HALF_PI_LOWER : Double.NaN;
        }
        double t = (1 - size) * 0.5;
        double root = Math.sqrt(t);
        double quotient = quotient(t);
        if (size >= 0x1.f3333p-1) {
            return Math.copySign(Math.PI / 2 - (2 * (root + root * quotient) - HALF_PI_LOWER), x);
        }
        double upper = Double.longBitsToDouble(Double.doubleToRawLongBits(root) & 0xFFFF_FFFF_0000_0000L);
        double lower = (t - upper * upper) / (root + upper);
        double p = 2 * root * quotient - (HALF_PI_LOWER - 2 * lower);
        return Math.copySign(QUARTER_PI - (p - (QUARTER_PI - 2 * upper)), x);
    }

    /** Returns (asin(x) - x) / x, for the square of an {@code x} up to 0.5. */
    private static double quotient(double square) {
        double p = square * (P0 + square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5)))));
        return p / (1 + square * (Q1 + square * (Q2 + square * (Q3 + square * Q4))));
    }

    static double atan2(double y, double x) {
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.NaN;
        }
        double ySize = Math.abs(y);
        double xSize = Math.abs(x);
        boolean hasLeft = Double.doubleToRawLongBits(x) < 0;
        double angle;
        if (ySize == 0 && xSize == 0) {
            angle = hasLeft ? Math.PI : 0;
        } else if (ySize == Double.POSITIVE_INFINITY && xSize == Double.POSITIVE_INFINITY) {
            angle = hasLeft ? 3 * QUARTER_PI : QUARTER_PI;
        } else if (xSize == 0 || ySize == Double.POSITIVE_INFINITY) {
            angle = Math.PI / 2;
        } else {
            angle = atan(ySize / xSize);
            angle = hasLeft ? Math.PI - (angle - PI_LOWER) : angle;
        }
        return Math.copySign(angle, y);
    }

    private static double atan(double x) {
        if (x < 0.4375) {
            return x < 0x1p-29 ? x : x - x * series(x);
        }
        if (x < 0.6875) {
            return sum(ATAN_HALF, ATAN_HALF_LOWER, (2 * x - 1) / (2 + x));
        }
        if (x < 1.1875) {
            return sum(QUARTER_PI, QUARTER_PI_LOWER, (x - 1) / (x + 1));
        }
        if (x < 2.4375) {
            return sum(ATAN_THREE_HALVES, ATAN_THREE_HALVES_LOWER, (x - 1.5) / (1 + 1.5 * x));
        }
        return sum(Math.PI / 2, HALF_PI_LOWER, -1 / x);
    }

    /** Returns the sum of an angle in two parts and the arc tangent of {@code x}. */
    private static double sum(double upper, double lower, double x) {
        return upper - (x * series(x) - lower - x);
    }

    /** Returns (x - atan(x)) / x, for an {@code x} from -7/16 to 7/16. */
    private static double series(double x) {
        double z = x * x;
        double w = z * z;
        double even = z * (A0 + w * (A2 + w * (A4 + w * (A6 + w * (A8 + w * A10)))));
        return even + w * (A1 + w * (A3 + w * (A5 + w * (A7 + w * A9))));
    }
}
