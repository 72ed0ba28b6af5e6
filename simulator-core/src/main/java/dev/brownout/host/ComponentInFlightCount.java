package dev.brownout.host;

/**
 * Number of in-flight calls on one host as counted by the component itself. The audit compares it with the count at the
 * host.
 */
public final class ComponentInFlightCount implements Host.Resident {
    private long inside;

    /** Starts at 0, and is reset to 0 when the process of the host dies. */
    public ComponentInFlightCount(Host host) {
        host.attach(this);
    }

    /** Adds one call. */
    public void enter() {
        inside++;
    }

    /** Removes one call. */
    public void leave() {
        inside--;
    }

    /** Returns the number of in-flight calls. */
    public long callsInside() {
        return inside;
    }

    @Override
    public void onCrash() {
        inside = 0;
    }
}
