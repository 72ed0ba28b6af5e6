package dev.brownout.kernel;

/**
 * Something that happens at an instant of simulated time. A class rather than an interface, because the loop meets a
 * dozen kinds of them in turn and finds the method of a class sooner.
 */
public abstract class Event {
    /**
     * Happens.
     *
     * @param step tells an object that has several such moments which one it is
     */
    public abstract void fire(int step);

    /** What a request that waits for a step goes through from when that was scheduled; for {@link Simulation#trail}. */
    public RequestPhase phase(int step) {
        return RequestPhase.OTHERS;
    }
}
