package dev.brownout.testing;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A number with its unit, as the scenario language writes it.
 *
 * @param text such as {@code 99.9%}, {@code 400ms} or {@code 5}
 */
public record Amount(String text) {
    /** A share of a hundred. */
    public static Amount percent(double percent) {
        return new Amount(plain(percent) + "%");
    }

    /** Milliseconds. */
    public static Amount millis(double millis) {
        return new Amount(plain(millis) + "ms");
    }

    /** Seconds. */
    public static Amount seconds(double seconds) {
        return new Amount(plain(seconds) + "s");
    }

    /** Minutes. */
    public static Amount minutes(double minutes) {
        return new Amount(plain(minutes) + "m");
    }

    /** A rate per second. */
    public static Amount perSecond(double rate) {
        return new Amount(plain(rate) + "/s");
    }

    /** A bare number. */
    public static Amount count(double count) {
        return new Amount(plain(count));
    }

    /** Any amount as the language writes it, such as {@code 64MB}. */
    public static Amount of(String text) {
        return new Amount(text);
    }

    private static String plain(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s is no amount", number));
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
