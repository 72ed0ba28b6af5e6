package dev.brownout.sla;

import java.util.Optional;

/** The part of a run that a relation looks at. */
public sealed interface Window {
    /** All that is measured. */
    record Whole() implements Window {}

    /** While a fault holds. */
    record During(String fault) implements Window {}

    /** From the end of the warm-up to the start of a fault. */
    record Before(String fault) implements Window {}

    /** From an instant to the end of the run. */
    record After(Instant from) implements Window {}

    /** Between two instants. */
    record Between(Instant from, Instant to) implements Window {}

    /** A time from the start of a fault: {@code within 30s after outage}. */
    record Within(long spanNanos, String fault) implements Window {}

    /** Every stretch of that length, each on its own: {@code every 1m}. */
    record Every(long spanNanos) implements Window {}

    /**
     * A moment: a time from the start of the run, or of a fault's start.
     *
     * @param fault the fault whose start counts as 0; empty for the run's
     * @param offsetNanos time after that
     */
    record Instant(Optional<String> fault, long offsetNanos) {}
}
