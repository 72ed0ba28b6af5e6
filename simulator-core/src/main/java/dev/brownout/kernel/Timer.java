package dev.brownout.kernel;

/** Lets another event fire when a constant delay has passed; that one can wait for something else meanwhile. */
public final class Timer extends DelayedEvent {
    private final Event event;

    /** A timer of an event, with the step that is said when it is set. */
    public Timer(Event event) {
        this.event = event;
    }

    @Override
    public void fire(int step) {
        event.fire(step);
    }

    @Override
    public RequestPhase phase(int step) {
        return event.phase(step);
    }
}
