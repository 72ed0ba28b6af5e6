package dev.brownout.spec;

import dev.brownout.node.Host;
import dev.brownout.service.Filter;

/** A policy around a service, as written in a scenario: a record annotated with {@link Kind} and {@link Doc}. */
public interface FilterSpec {
    /**
     * Makes the behaviour.
     *
     * @param wiring of the component to which it belongs
     * @param place the machine on which it runs: what it remembers and what it waits for die with that machine's
     *     process
     */
    Filter build(Wiring wiring, Host place);

    /**
     * Makes the behaviour in front of a component.
     *
     * @param protects the component behind it; empty for whatever the place has behind it
     */
    default Filter build(Wiring wiring, Host place, String protects) {
        return build(wiring, place);
    }

    /** The most calls that the policy makes of one, at least 1. */
    default int attempts() {
        return 1;
    }

    /**
     * The longest that a call through the policy can take, in nanoseconds.
     *
     * @param behindNanos the longest that each call behind it can take; infinite for ever
     */
    default double longestNanos(double behindNanos) {
        return behindNanos;
    }
}
