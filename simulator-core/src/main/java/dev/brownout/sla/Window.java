package dev.brownout.sla;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import java.util.Optional;

/** Part of a run that a relation applies to. */
public sealed interface Window
        permits Window.Whole,
                Window.FaultWindow,
                Window.Before,
                Window.After,
                Window.Between,
                Window.Within,
                Window.Every {
    /** Whole measured part of the run. */
    record Whole() implements Window {}

    /** Period of a fault. */
    @Kind("during")
    @Doc("While a fault is active.")
    @Example("""
            sla:
              fast: page.p99 < 400ms during outage
            """)
    record FaultWindow(String fault) implements Window {}

    /** Period from the end of the warm-up to the start of a fault. */
    @Kind("before")
    @Doc("From the end of the warm-up to the start of a fault.")
    @Example("""
            sla:
              fast: page.p99 < 150ms before outage
            """)
    record Before(String fault) implements Window {}

    /** Period from an instant to the end of the run. */
    @Kind("after")
    @Doc("From a time, or from an offset after the start of a fault, to the end of the run.")
    @Example("""
            sla:
              site up: availability >= 99.9% after outage+2m
            """)
    record After(Instant from) implements Window {}

    /** Period between two instants. */
    @Kind("from")
    @Doc("Between two times, or offsets after the start of a fault: from ... to ...")
    @Example("""
            sla:
              fast: page.p99 < 400ms from outage+1m to 8m
            """)
    record Between(Instant from, Instant to) implements Window {}

    /** Period of a fixed length from the start of a fault: {@code within 30s after outage}. */
    @Kind("within")
    @Doc("A duration from the start of a fault: within ... after ...")
    @Example("""
            sla:
              site up: availability >= 95% within 30s after outage
            """)
    record Within(long spanNanos, String fault) implements Window {}

    /** Consecutive periods of a fixed length, each evaluated separately: {@code every 1m}. */
    @Kind("every")
    @Doc("Each interval of that length, separately.")
    @Example("""
            sla:
              site up: availability >= 99% every 1m
            """)
    record Every(long spanNanos) implements Window {}

    /**
     * Instant relative to the start of the run or of a fault.
     *
     * @param fault fault with the start that counts as 0; empty for the start of the run
     * @param offsetNanos time after that start, in ns
     */
    record Instant(Optional<String> fault, long offsetNanos) {}
}
