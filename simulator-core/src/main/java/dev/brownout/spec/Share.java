package dev.brownout.spec;

import dev.brownout.sentence.InvalidValueException;
import java.math.BigDecimal;

/**
 * Share of a whole, written {@code 95%}.
 *
 * @param ratio 0 to 1
 */
public record Share(double ratio) {
    /**
     * Validates the share.
     *
     * @throws IllegalArgumentException if the ratio is not in the range 0 to 1
     */
    public Share {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new InvalidValueException("a share is from 0% to 100%, not {}%", 100 * ratio);
        }
    }

    /** Returns the share as written in a scenario. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(ratio).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
