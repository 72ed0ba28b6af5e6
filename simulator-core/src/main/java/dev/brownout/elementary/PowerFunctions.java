package dev.brownout.elementary;

/**
 * The function pow.
 *
 * <p>The binary logarithm of the base is computed in two doubles with about 70 bits. Its product with the exponent is n
 * + r with an integer n and |r| at most 0.5. The result is 2<sup>n</sup> 2<sup>r</sup>. Upper parts have zeros in their
 * lower 32 bits, so that their products are exact. Source of the algorithm and of the coefficients: fdlibm 5.3, file
 * e_pow.c.
 */
final class PowerFunctions {

    private static final long UPPER = 0xFFFF_FFFF_0000_0000L;
    private static final long FRACTION = 0x000F_FFFF_FFFF_FFFFL;

    /** The binary logarithm of 1.5, in two parts. */
    private static final double LB_UPPER = 0x1.2b8034p-1;

    private static final double LB_LOWER = 0x1.cfdeb43cfd006p-27;

    private static final double L1 = 0x1.3333333333303p-1;
    private static final double L2 = 0x1.b6db6db6fabffp-2;
    private static final double L3 = 0x1.55555518f264dp-2;
    private static final double L4 = 0x1.17460a91d4101p-2;
    private static final double L5 = 0x1.d864a93c9db65p-3;
    private static final double L6 = 0x1.a7e284a454eefp-3;

    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final double LN2_UPPER = 0x1.62e43p-1;
    private static final double LN2_LOWER = -0x1.05c610ca86c39p-29;

    /** 2 / (3 ln 2), whole and in two parts. */
    private static final double PER_3LN2 = 0x1.ec709dc3a03fdp-1;

    private static final double PER_3LN2_UPPER = 0x1.ec709ep-1;
    private static final double PER_3LN2_LOWER = -0x1.e2fe0145b01f5p-28;

    /** 1 / ln 2, whole and in two parts. */
    private static final double PER_LN2 = 0x1.71547652b82fep0;

    private static final double PER_LN2_UPPER = 0x1.715476p0;
    private static final double PER_LN2_LOWER = 0x1.4ae0bf85ddf44p-26;

    /** The distance from 1024 to the binary logarithm of the smallest real number that rounds to infinity. */
    private static final double OVERFLOW_MARGIN = 8.0085662595372944372e-17;

    /** Exponents from here on are large: only a base within 2^-20 of 1 has a result other than 0 and infinity. */
    private static final double LARGE = 0x1.00001p31;

    /** Exponents from here on have the result 0 or infinity for each base other than 1. */
    private static final double LARGEST = 0x1.00001p64;

    private PowerFunctions() {}

    static double pow(double x, double y) {
        if (y == 0) {
            return 1;
        }
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.NaN;
        }
        double size = Math.abs(x);
        double exponent = Math.abs(y);
        if (exponent == Double.POSITIVE_INFINITY) {
            return size == 1 ? Double.NaN : size > 1 == y > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        if (y == 2) {
            return x * x;
        }
        if (exponent == 1) {
            return y > 0 ? x : 1 / x;
        }
        if (y == 0.5 && x >= 0) {
            return Math.sqrt(size);
        }
        double sign = Double.doubleToRawLongBits(x) < 0 ? signOfNegativeBase(exponent) : 1;
        if (size == 0 || size == Double.POSITIVE_INFINITY) {
            double result = y < 0 ? 1 / size : size;
            return sign < 0 ? -result : result;
        }
        if (size == 1 || Double.isNaN(sign)) {
            return sign;
        }
        return exponent < LARGE ? ofAnyBase(size, y, sign) : ofLargeExponent(size, y, sign);
    }

    /** Returns the sign of the power of a negative base: -1 for an odd integer, 1 for an even one, otherwise NaN. */
    private static double signOfNegativeBase(double exponent) {
        if (exponent >= 0x1p53) {
            return 1;
        }
        long integer = (long) exponent;
        return integer != exponent ? Double.NaN : 1 - 2 * (integer & 1);
    }

    /**
     * Computes the logarithm of a base near 1 by the first terms of its series. The remaining terms are below
     * 2<sup>-82</sup> of the first.
     */
    private static double ofLargeExponent(double size, double y, double sign) {
        boolean largest = Math.abs(y) >= LARGEST;
        if (size < (largest ? 1 : 0x1.fffffp-1)) {
            return sign * (y < 0 ? Double.POSITIVE_INFINITY : 0);
        }
        if (size >= (largest ? 1 : 0x1.00001p0)) {
            return sign * (y > 0 ? Double.POSITIVE_INFINITY : 0);
        }
        double t = size - 1;
        double w = t * t * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
        double u = PER_LN2_UPPER * t;
        double v = t * PER_LN2_LOWER - w * PER_LN2;
        double upper = upper(u + v);
        return ofLogarithm(upper, v - (upper - u), y, sign);
    }

    /**
     * Computes the logarithm of a base from its quotient s = (size - c) / (size + c), for a centre c of 1 or 1.5: the
     * logarithm of size / c is log(1 + s) - log(1 - s), an odd function of s. The rounded sum of size and c comes from
     * the bits of the size: an addition to the fraction of a number from 1 to 2 adds to the number.
     */
    private static double ofAnyBase(double size, double y, double sign) {
        boolean subnormal = size < Double.MIN_NORMAL;
        long bits = Double.doubleToRawLongBits(subnormal ? size * 0x1p53 : size);
        int power = (int) (bits >>> 52) - 1023 - (subnormal ? 53 : 0);
        int fraction = (int) (bits >>> 32) & 0xFFFFF;
        boolean wide = fraction > 0x3988E && fraction < 0xBB67A;
        int above = fraction >= 0xBB67A ? 1 : 0;
        power += above;
        long normal = bits & FRACTION | (long) (1023 - above) << 52;
        double centre = wide ? 1.5 : 1;
        double base = Double.longBitsToDouble(normal);

        double difference = base - centre;
        double inverse = 1 / (base + centre);
        double s = difference * inverse;
        double sUpper = upper(s);
        long sum = (normal >>> 33 | 0x2000_0000L) + 0x8_0000L + (wide ? 0x4_0000L : 0);
        double sumUpper = Double.longBitsToDouble(sum << 32);
        double sumLower = base - (sumUpper - centre);
        double sLower = inverse * (difference - sUpper * sumUpper - sUpper * sumLower);

        double z = s * s;
        double r = z * z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * L6)))));
        r += sLower * (sUpper + s);
        double square = sUpper * sUpper;
        double tUpper = upper(3 + square + r);
        double tLower = r - (tUpper - 3 - square);
        double u = sUpper * tUpper;
        double v = sLower * tUpper + tLower * s;
        double pUpper = upper(u + v);
        double pLower = v - (pUpper - u);

        double main = PER_3LN2_UPPER * pUpper;
        double rest = PER_3LN2_LOWER * pUpper + pLower * PER_3LN2 + (wide ? LB_LOWER : 0);
        double lbUpper = wide ? LB_UPPER : 0;
        double upper = upper(main + rest + lbUpper + power);
        return ofLogarithm(upper, rest - (upper - power - lbUpper - main), y, sign);
    }

    /** Returns {@code sign} 2<sup>y (upper + lower)</sup>. */
    private static double ofLogarithm(double upper, double lower, double y, double sign) {
        double yUpper = upper(y);
        double pLower = (y - yUpper) * upper + y * lower;
        double pUpper = yUpper * upper;
        double p = pLower + pUpper;
        if (p >= 1024 && (p > 1024 || pLower + OVERFLOW_MARGIN > p - pUpper)) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (p <= -1075 && (p < -1075 || pLower <= p - pUpper)) {
            return sign * 0;
        }
        int power = Math.abs(p) < 0x1.00001p-1 ? 0 : (int) (p + (p < 0 ? -0.5 : 0.5));
        pUpper -= power;
        double t = upper(pLower + pUpper);
        double u = t * LN2_UPPER;
        double v = (pLower - (t - pUpper)) * LN2 + t * LN2_LOWER;
        double r = u + v;
        double w = v - (r - u);
        double c = ExponentialFunctions.withoutEvenTerms(r);
        double result = 1 - (r * c / (c - 2) - (w + r * w) - r);
        return sign * ExponentialFunctions.scaleByPower(result, power);
    }

    /** Returns a number with zeros in its lower 32 bits, towards zero. */
    private static double upper(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & UPPER);
    }
}
