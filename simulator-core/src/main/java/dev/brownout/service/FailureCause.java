package dev.brownout.service;

/** Outcome and component of a failure, encoded as one number, so that counters need no object per cause. */
public final class FailureCause {
    private static final int COMPONENT_BITS = 20;

    private FailureCause() {}

    /**
     * Returns the code of a cause.
     *
     * @param component number of the failing component, below 2^20; 0 for the user
     */
    public static int code(Outcome outcome, long component) {
        return (outcome.index() << COMPONENT_BITS) + (int) component;
    }

    /** Returns the outcome of a cause. */
    public static Outcome outcome(int cause) {
        return Outcome.at(cause >> COMPONENT_BITS);
    }

    /** Returns the number of the failing component. */
    public static int component(int cause) {
        return cause & (1 << COMPONENT_BITS) - 1;
    }
}
