package dev.brownout.elementary;

/**
 * Exponential, logarithmic, power and trigonometric functions with the same bits on every platform.
 *
 * <p>The results are bit-identical to {@link java.lang.StrictMath}. Its specification requires the algorithms of fdlibm
 * (Freely Distributable LIBM, version 5.3, Sun Microsystems 1993). The functions of {@link java.lang.Math} may differ
 * in the last bit between interpreter, compiler and processor. Outside of a Java virtual machine, such as in a browser,
 * {@code StrictMath} may have the results of another library. The operations that IEEE 754 determines exactly are not
 * in this class: use {@link Math#sqrt}, {@link Math#abs}, {@link Math#floor}, {@link Math#rint} and {@link Math#fma}.
 *
 * <p>Angles are in radians. An argument that is NaN gives NaN, except {@code pow(NaN, 0)}. No function throws an
 * exception, keeps a state or allocates memory. One ulp is the distance between two adjacent doubles at the result.
 */
public final class ElementaryFunctions {

    private ElementaryFunctions() {}

    /**
     * Returns the exponential function, e<sup>x</sup>. The error is below 1 ulp. The result is infinite above
     * 709.782712893384 and 0 below -745.1332191019411.
     */
    public static double exp(double x) {
        return ExponentialFunctions.exp(x);
    }

    /**
     * Returns e<sup>x</sup> - 1, without cancellation for an {@code x} near 0. The error is below 1 ulp. A zero has
     * itself as its result.
     */
    public static double expm1(double x) {
        return ExponentialFunctions.expm1(x);
    }

    /**
     * Returns the natural logarithm. The error is below 1 ulp. The result is negative infinity for a zero and NaN for a
     * negative argument.
     */
    public static double log(double x) {
        return LogarithmicFunctions.log(x);
    }

    /**
     * Returns the natural logarithm of 1 + x, without the rounding of that sum. The error is below 1 ulp. The result is
     * negative infinity for -1 and NaN for an argument below -1. A zero has itself as its result.
     */
    public static double log1p(double x) {
        return LogarithmicFunctions.log1p(x);
    }

    /**
     * Returns the logarithm to the base 10. The error is below 1 ulp. The result is exact for a power of ten, negative
     * infinity for a zero and NaN for a negative argument.
     */
    public static double log10(double x) {
        return LogarithmicFunctions.log10(x);
    }

    /**
     * Returns x<sup>y</sup>. The error is below 0.7 ulp. The special cases are those of {@link Math#pow}: the result
     * for an exponent of 0 is 1, and a negative finite base has a result only for an integer exponent.
     */
    public static double pow(double x, double y) {
        return PowerFunctions.pow(x, y);
    }

    /**
     * Returns the sine of an angle of any size. The error is below 1 ulp. The result is NaN for an infinite angle. A
     * zero has itself as its result.
     */
    public static double sin(double x) {
        return TrigonometricFunctions.sin(x);
    }

    /**
     * Returns the cosine of an angle of any size. The error is below 1 ulp. The result is NaN for an infinite angle.
     */
    public static double cos(double x) {
        return TrigonometricFunctions.cos(x);
    }

    /**
     * Returns the angle from -pi/2 to pi/2 with the given sine. The error is below 1 ulp. The result is NaN for an
     * argument outside of -1 to 1. A zero has itself as its result.
     */
    public static double asin(double x) {
        return ArcFunctions.asin(x);
    }

    /**
     * Returns the angle from -pi to pi of the point ({@code x}, {@code y}) in polar coordinates. The error is below 2
     * ulp. The special cases are those of {@link Math#atan2}.
     */
    public static double atan2(double y, double x) {
        return ArcFunctions.atan2(y, x);
    }
}
