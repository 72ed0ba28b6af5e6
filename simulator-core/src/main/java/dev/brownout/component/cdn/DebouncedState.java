package dev.brownout.component.cdn;

/** Availability as seen by routers and DNS resolvers: a change takes effect after it has lasted for a delay. */
final class DebouncedState {
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final long delayNanos;
    private boolean now = true;
    private boolean before = true;
    private long changedAt = LONG_AGO;

    /**
     * Creates an available state.
     *
     * @param delayNanos duration of a change before it takes effect, in nanoseconds
     */
    DebouncedState(long delayNanos) {
        this.delayNanos = delayNanos;
    }

    /** Sets the actual availability from an instant on. */
    void turn(boolean there, long at) {
        if (there != now) {
            before = holds(at);
            now = there;
            changedAt = at;
        }
    }

    /** Returns the availability as seen at an instant. */
    boolean holds(long at) {
        return at - changedAt >= delayNanos ? now : before;
    }
}
