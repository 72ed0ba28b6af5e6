package dev.brownout.spec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with an exponent, as text. The formats of the engine for browsers have none. */
public final class ScientificNotation {
    private ScientificNotation() {}

    /**
     * Returns a number as text, such as {@code 4.67e+157}.
     *
     * @param value a number of more than 0; infinity and {@code NaN} are written as in Java
     * @param decimals decimals of the mantissa, at least 1
     */
    public static String format(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(decimals + 1, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String digits = rounded.movePointLeft(exponent)
                .setScale(decimals, RoundingMode.UNNECESSARY)
                .toPlainString();
        int size = Math.abs(exponent);
        return digits + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
}
