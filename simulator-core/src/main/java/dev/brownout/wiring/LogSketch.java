package dev.brownout.wiring;

/**
 * Machines that follow the writes of others, as the arithmetic before a run sees them.
 *
 * @param part what these machines are called together: {@code replica-*}
 * @param writesPerSecond how many writes each of them has to follow
 * @param appliedPerSecond how many each of them can apply; infinite for any number
 */
public record LogSketch(String part, double writesPerSecond, double appliedPerSecond) {}
