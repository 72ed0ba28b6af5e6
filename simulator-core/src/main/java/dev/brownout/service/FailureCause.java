package dev.brownout.service;

/** How and where a call failed, as one number by which counts are kept without an object for each. */
public final class FailureCause {
    private static final int COMPONENT_BITS = 20;

    private FailureCause() {}

    /**
     * The number of a cause.
     *
     * @param component the number of the component where it failed, below 2^20; 0 for the user
     */
    public static int of(Outcome outcome, long component) {
        return (outcome.index() << COMPONENT_BITS) + (int) component;
    }

    /** How it failed. */
    public static Outcome outcome(int cause) {
        return Outcome.at(cause >> COMPONENT_BITS);
    }

    /** The number of the component where it did. */
    public static int component(int cause) {
        return cause & (1 << COMPONENT_BITS) - 1;
    }
}
