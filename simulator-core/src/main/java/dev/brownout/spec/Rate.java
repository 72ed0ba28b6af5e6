package dev.brownout.spec;

/**
 * Something per second, written {@code 500/s}, {@code 30/min} or {@code 2k/s}.
 *
 * @param perSecond at least 0
 */
public record Rate(double perSecond) {
    /** Refuses negative and undefined rates with an IllegalArgumentException. */
    public Rate {
        if (!(perSecond >= 0)) {
            throw new IllegalArgumentException("a rate is at least 0/s, not " + perSecond);
        }
    }
}
