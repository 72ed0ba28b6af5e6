package dev.brownout.testing;

/**
 * A time after the start of a fault, for the windows of assertions.
 *
 * @param span as the scenario language writes it: {@code 30s}
 */
public record Moment(String span) {
    /** So long after the fault began. */
    public static Moment plus(String span) {
        return new Moment(span);
    }

    String after(String fault) {
        return fault + " + " + span;
    }
}
