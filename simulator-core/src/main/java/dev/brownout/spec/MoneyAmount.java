package dev.brownout.spec;

import dev.brownout.sentence.InvalidValueException;
import java.math.BigDecimal;

/**
 * Amount of money, written {@code $0.02}; exact.
 *
 * @param amount 0 to a billion dollars
 */
public record MoneyAmount(BigDecimal amount) {
    private static final BigDecimal MAXIMUM = BigDecimal.TEN.pow(9);

    /**
     * Validates the amount.
     *
     * @throws IllegalArgumentException if it is negative or more than a billion dollars
     */
    public MoneyAmount {
        if (amount.signum() < 0 || amount.compareTo(MAXIMUM) > 0) {
            throw new InvalidValueException(
                    "an amount of money is from $0 to $1000000000, not ${}", amount.toPlainString());
        }
    }

    /** Returns the amount as written in a scenario. */
    @Override
    public String toString() {
        return "$" + amount.toPlainString();
    }
}
