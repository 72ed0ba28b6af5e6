package dev.brownout.testing;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A number with its unit, as the scenario language writes it.
 *
 * @param text such as {@code 99.9%}, {@code 400ms} or {@code 5}
 */
public record ExpectedQuantity(String text) {
    /** A share of a hundred. */
    public static ExpectedQuantity percent(double percent) {
        return new ExpectedQuantity(plain(percent) + "%");
    }

    /** Milliseconds. */
    public static ExpectedQuantity millis(double millis) {
        return new ExpectedQuantity(plain(millis) + "ms");
    }

    /** Seconds. */
    public static ExpectedQuantity seconds(double seconds) {
        return new ExpectedQuantity(plain(seconds) + "s");
    }

    /** Minutes. */
    public static ExpectedQuantity minutes(double minutes) {
        return new ExpectedQuantity(plain(minutes) + "m");
    }

    /** A rate per second. */
    public static ExpectedQuantity perSecond(double rate) {
        return new ExpectedQuantity(plain(rate) + "/s");
    }

    /** A bare number. */
    public static ExpectedQuantity count(double count) {
        return new ExpectedQuantity(plain(count));
    }

    /** Any amount as the language writes it, such as {@code 64MB}. */
    public static ExpectedQuantity of(String text) {
        return new ExpectedQuantity(text);
    }

    private static String plain(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s is no amount", number));
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
