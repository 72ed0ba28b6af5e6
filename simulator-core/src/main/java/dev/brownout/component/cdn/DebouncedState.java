package dev.brownout.component.cdn;

/** Whether something is there, as routers and resolvers see it: a change counts once it has lasted for a while. */
final class DebouncedState {
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final long delayNanos;
    private boolean now = true;
    private boolean before = true;
    private long changedAt = LONG_AGO;

    /**
     * Seen to be there.
     *
     * @param delayNanos how long a change lasts before it counts
     */
    DebouncedState(long delayNanos) {
        this.delayNanos = delayNanos;
    }

    /** Says how it really is from now on. */
    void turn(boolean there, long at) {
        if (there != now) {
            before = holds(at);
            now = there;
            changedAt = at;
        }
    }

    /** How it is seen at an instant. */
    boolean holds(long at) {
        return at - changedAt >= delayNanos ? now : before;
    }
}
