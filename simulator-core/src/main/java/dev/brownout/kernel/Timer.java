package dev.brownout.kernel;

/** A constant delay after which another event fires. The other event can be pending elsewhere meanwhile. */
public final class Timer extends DelayedEvent {
    private final Event event;

    /** Creates a timer for an event. The step is given when the timer is scheduled. */
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
