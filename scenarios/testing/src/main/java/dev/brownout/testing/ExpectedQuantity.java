package dev.brownout.testing;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Quantity with its unit, in the notation of the scenario language.
 *
 * @param text the quantity, such as {@code 99.9%}, {@code 400ms} or {@code 5}
 */
public record ExpectedQuantity(String text) {
    /** Returns a percentage. */
    public static ExpectedQuantity percent(double percent) {
        return new ExpectedQuantity(decimal(percent) + "%");
    }

    /** Returns a duration in milliseconds. */
    public static ExpectedQuantity millis(double millis) {
        return new ExpectedQuantity(decimal(millis) + "ms");
    }

    /** Returns a duration in seconds. */
    public static ExpectedQuantity seconds(double seconds) {
        return new ExpectedQuantity(decimal(seconds) + "s");
    }

    /** Returns a duration in minutes. */
    public static ExpectedQuantity minutes(double minutes) {
        return new ExpectedQuantity(decimal(minutes) + "m");
    }

    /** Returns a rate per second. */
    public static ExpectedQuantity perSecond(double rate) {
        return new ExpectedQuantity(decimal(rate) + "/s");
    }

    /** Returns a number without a unit. */
    public static ExpectedQuantity count(double count) {
        return new ExpectedQuantity(decimal(count));
    }

    /** Returns a quantity in the notation of the scenario language, such as {@code 64MB}. */
    public static ExpectedQuantity of(String text) {
        return new ExpectedQuantity(text);
    }

    private static String decimal(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s is no amount", number));
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
