package dev.brownout.elementary;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of the product, the function of {@link StrictMath} with the same results, and the interval of its usual
 * arguments.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum ReferenceFunction {
    EXP(ElementaryFunctions::exp, StrictMath::exp, -750, 715),
    EXPM1(ElementaryFunctions::expm1, StrictMath::expm1, -60, 715),
    LOG(ElementaryFunctions::log, StrictMath::log, 0, 10),
    LOG1P(ElementaryFunctions::log1p, StrictMath::log1p, -1, 3),
    LOG10(ElementaryFunctions::log10, StrictMath::log10, 0, 1000),
    SIN(ElementaryFunctions::sin, StrictMath::sin, -20, 20),
    COS(ElementaryFunctions::cos, StrictMath::cos, -20, 20),
    ASIN(ElementaryFunctions::asin, StrictMath::asin, -1, 1),
    POW((DoubleBinaryOperator) ElementaryFunctions::pow, StrictMath::pow, -12, 12),
    ATAN2((DoubleBinaryOperator) ElementaryFunctions::atan2, StrictMath::atan2, -5, 5);

    private final DoubleBinaryOperator product;
    private final DoubleBinaryOperator reference;
    private final boolean binary;
    private final double low;
    private final double high;

    ReferenceFunction(DoubleUnaryOperator product, DoubleUnaryOperator reference, double low, double high) {
        this.product = (x, y) -> product.applyAsDouble(x);
        this.reference = (x, y) -> reference.applyAsDouble(x);
        this.binary = false;
        this.low = low;
        this.high = high;
    }

    ReferenceFunction(DoubleBinaryOperator product, DoubleBinaryOperator reference, double low, double high) {
        this.product = product;
        this.reference = reference;
        this.binary = true;
        this.low = low;
        this.high = high;
    }

    boolean binary() {
        return binary;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /**
     * Fails if the two results differ in a bit. All NaN are equal. The second argument of a unary function is unused.
     */
    void compare(double x, double y) {
        double actual = product.applyAsDouble(x, y);
        double expected = reference.applyAsDouble(x, y);
        if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
            throw new AssertionError(name() + "(" + Double.toHexString(x) + (binary ? ", " + Double.toHexString(y) : "")
                    + ") = " + Double.toHexString(actual) + " instead of " + Double.toHexString(expected));
        }
    }
}
