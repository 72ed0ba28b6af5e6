package dev.brownout.spec;

import dev.brownout.sentence.InvalidValueException;
import java.math.BigDecimal;

/**
 * A multiple, written {@code x10}.
 *
 * @param times at least 0
 */
public record Factor(double times) {
    /**
     * Validates the factor.
     *
     * @throws IllegalArgumentException if it is negative, infinite or NaN
     */
    public Factor {
        if (!(times >= 0) || Double.isInfinite(times)) {
            throw new InvalidValueException("a factor is at least x0, not x{}", times);
        }
    }

    /** Returns the factor as written in a scenario. */
    @Override
    public String toString() {
        return "x" + BigDecimal.valueOf(times).stripTrailingZeros().toPlainString();
    }
}
