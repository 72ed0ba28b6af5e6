package dev.brownout.elementary;

/**
 * The functions exp and expm1.
 *
 * <p>The argument is reduced to x = k ln 2 + r with |r| at most (ln 2)/2. Then e<sup>x</sup> is 2<sup>k</sup>
 * e<sup>r</sup>. The product k ln 2 is exact in two parts, since the upper part of ln 2 ends with zeros. On the small
 * interval, a quotient around an even minimax polynomial (Remez) approximates the function. Source of the algorithm and
 * of the coefficients: fdlibm 5.3, files e_exp.c and s_expm1.c.
 */
final class ExponentialFunctions {

    /** The upper 32 bits of ln 2. A product with an integer below 2^21 is exact. */
    static final double LN2_UPPER = 0x1.62e42feep-1;

    /** The rest of ln 2. */
    static final double LN2_LOWER = 0x1.a39ef35793c76p-33;

    private static final double PER_LN2 = 0x1.71547652b82fep0;

    /** The end of the interval without reduction, above (ln 2)/2 = 0.3466. */
    private static final double HALF_LN2 = 0x1.62e43p-2;

    /** The largest argument with a finite result, 709.78. */
    private static final double HIGHEST = 0x1.62e42fefa39efp9;

    /** The smallest argument with a positive result, -745.13. */
    private static final double LOWEST = -0x1.74910d52d3051p9;

    /** Arguments of expm1 from minus this number down, 56 ln 2 = 38.8, have the result -1. */
    private static final double SATURATED = 0x1.3687ap5;

    private static final double E1 = 0x1.555555555553ep-3;
    private static final double E2 = -0x1.6c16c16bebd93p-9;
    private static final double E3 = 0x1.1566aaf25de2cp-14;
    private static final double E4 = -0x1.bbd41c5d26bf1p-20;
    private static final double E5 = 0x1.6376972bea4dp-25;

    private static final double M1 = -0x1.11111111110f4p-5;
    private static final double M2 = 0x1.a01a019fe5585p-10;
    private static final double M3 = -0x1.4ce199eaadbb7p-14;
    private static final double M4 = 0x1.0cfca86e65239p-18;
    private static final double M5 = -0x1.afdb76e09c32dp-23;

    private ExponentialFunctions() {}

    static double exp(double x) {
        double size = Math.abs(x);
        if (size < HALF_LN2) {
            if (size < 0x1p-28) {
                return 1 + x;
            }
            double c = withoutEvenTerms(x);
            return 1 - (x * c / (c - 2) - x);
        }
        if (!(x <= HIGHEST)) {
            return x + Double.POSITIVE_INFINITY;
        }
        if (x < LOWEST) {
            return 0;
        }
        int power = nearestPower(x);
        double upper = x - power * LN2_UPPER;
        double lower = power * LN2_LOWER;
        double r = upper - lower;
        double c = withoutEvenTerms(r);
        return scaleByPower(1 - (lower - r * c / (2 - c) - upper), power);
    }

    static double expm1(double x) {
        double size = Math.abs(x);
        if (size < HALF_LN2) {
            if (size < 0x1p-54) {
                return x;
            }
            double halfSquare = x * (0.5 * x);
            return x - (x * quotient(x, halfSquare) - halfSquare);
        }
        if (!(x <= HIGHEST)) {
            return x + Double.POSITIVE_INFINITY;
        }
        if (x <= -SATURATED) {
            return -1;
        }
        int power = nearestPower(x);
        double upper = x - power * LN2_UPPER;
        double lower = power * LN2_LOWER;
        double r = upper - lower;
        double lost = upper - r - lower;
        double halfSquare = r * (0.5 * r);
        double error = r * (quotient(r, halfSquare) - lost) - lost - halfSquare;
        return scaledMinusOne(r, error, power);
    }

    /**
     * Returns 2<sup>power</sup> (1 + (r - error)) - 1. The order of the additions avoids cancellation: it depends on
     * the size of 2<sup>-power</sup> in relation to 1.
     */
    private static double scaledMinusOne(double r, double error, int power) {
        if (power == -1) {
            return 0.5 * (r - error) - 0.5;
        }
        if (power == 1) {
            return r < -0.25 ? -2 * (error - (r + 0.5)) : 1 + 2 * (r - error);
        }
        if (power < 0 || power > 56) {
            return scaleByPower(1 - (error - r), power) - 1;
        }
        double inverse = Double.longBitsToDouble((long) (1023 - power) << 52);
        if (power < 20) {
            return scaleByPower(1 - inverse - (error - r), power);
        }
        return scaleByPower(r - (error + inverse) + 1, power);
    }

    /** Returns the integer nearest to x / ln 2. */
    private static int nearestPower(double x) {
        return (int) (PER_LN2 * x + Math.copySign(0.5, x));
    }

    /**
     * Returns r - r<sup>2</sup> P(r<sup>2</sup>), the value c for which e<sup>r</sup> = 1 + r + r c / (2 - c). The
     * polynomial P approximates the even function r (e<sup>r</sup> + 1) / (e<sup>r</sup> - 1) after its constant term.
     */
    static double withoutEvenTerms(double r) {
        double square = r * r;
        return r - square * (E1 + square * (E2 + square * (E3 + square * (E4 + square * E5))));
    }

    /** Returns the terms of e<sup>r</sup> - 1 after r + r<sup>2</sup>/2, divided by r. */
    private static double quotient(double r, double halfSquare) {
        double p = 1 + halfSquare * (M1 + halfSquare * (M2 + halfSquare * (M3 + halfSquare * (M4 + halfSquare * M5))));
        double t = 3 - p * (0.5 * r);
        return halfSquare * ((p - t) / (6 - r * t));
    }

    /**
     * Returns y 2<sup>power</sup>, rounded once, for a {@code y} from 0.5 to 2 and a result that is finite. A subnormal
     * result is the product of a normal number and a power of two.
     */
    static double scaleByPower(double y, int power) {
        long bits = Double.doubleToRawLongBits(y);
        if (power >= -1021) {
            return Double.longBitsToDouble(bits + ((long) power << 52));
        }
        return Double.longBitsToDouble(bits + ((long) (power + 1000) << 52)) * 0x1p-1000;
    }
}
