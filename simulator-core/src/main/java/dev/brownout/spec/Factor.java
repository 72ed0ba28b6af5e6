package dev.brownout.spec;

import java.math.BigDecimal;

/**
 * A multiple, written {@code x10}.
 *
 * @param times at least 0
 */
public record Factor(double times) {
    /** Refuses negative and undefined factors with an IllegalArgumentException. */
    public Factor {
        if (!(times >= 0) || Double.isInfinite(times)) {
            throw new IllegalArgumentException("a factor is at least x0, not x" + times);
        }
    }

    /** As it is written. */
    @Override
    public String toString() {
        return "x" + BigDecimal.valueOf(times).stripTrailingZeros().toPlainString();
    }
}
