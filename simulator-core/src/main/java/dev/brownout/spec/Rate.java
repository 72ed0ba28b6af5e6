package dev.brownout.spec;

import dev.brownout.sentence.InvalidValueException;

/**
 * Events per second, written {@code 500/s}, {@code 30/min} or {@code 2k/s}.
 *
 * @param perSecond at least 0
 */
public record Rate(double perSecond) {
    /**
     * Validates the rate.
     *
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public Rate {
        if (!(perSecond >= 0)) {
            throw new InvalidValueException("a rate is at least 0/s, not {}", perSecond);
        }
    }
}
