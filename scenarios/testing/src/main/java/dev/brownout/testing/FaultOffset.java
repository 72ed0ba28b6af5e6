package dev.brownout.testing;

/**
 * A time after the start of a fault, for the windows of assertions.
 *
 * @param span as the scenario language writes it: {@code 30s}
 */
public record FaultOffset(String span) {
    /** So long after the fault began. */
    public static FaultOffset plus(String span) {
        return new FaultOffset(span);
    }

    String after(String fault) {
        return fault + " + " + span;
    }
}
