package dev.brownout.spec;

import java.math.BigDecimal;

/**
 * A part of a whole, written {@code 95%}.
 *
 * @param ratio 0 to 1
 */
public record Share(double ratio) {
    /** Refuses anything outside 0 to 1 with an IllegalArgumentException. */
    public Share {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("a share lies between 0% and 100%, not at " + 100 * ratio + "%");
        }
    }

    /** As it is written. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(ratio).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
