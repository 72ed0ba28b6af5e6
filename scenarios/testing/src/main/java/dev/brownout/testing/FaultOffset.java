package dev.brownout.testing;

/**
 * Offset after the start of a fault, for the windows of assertions.
 *
 * @param span duration in the notation of the scenario language: {@code 30s}
 */
public record FaultOffset(String span) {
    /** Returns an offset after the start of a fault. */
    public static FaultOffset plus(String span) {
        return new FaultOffset(span);
    }

    String instantText(String fault) {
        return fault + " + " + span;
    }
}
