package dev.brownout.kernel;

/**
 * An event at an instant of simulated time. It is a class and not an interface because the event loop calls about a
 * dozen subclasses in turn, and a virtual call on a class is faster.
 */
public abstract class Event {
    /**
     * Executes the event.
     *
     * @param step selects the action of an object with several kinds of events
     */
    public abstract void fire(int step);

    /**
     * Returns the phase of a waiting request between the scheduling and the firing of a step; for
     * {@link Simulation#trail}.
     */
    public RequestPhase phase(int step) {
        return RequestPhase.OTHERS;
    }
}
