package dev.brownout.host;

/** How many calls a component itself thinks are on one of its machines; the audit holds it against the door. */
public final class ComponentInFlightCount implements Host.Resident {
    private long inside;

    /** Counts nobody yet; forgets everybody when the machine's process dies. */
    public ComponentInFlightCount(Host host) {
        host.attach(this);
    }

    /** One more. */
    public void enter() {
        inside++;
    }

    /** One fewer. */
    public void leave() {
        inside--;
    }

    /** How many. */
    public long inside() {
        return inside;
    }

    @Override
    public void onCrash() {
        inside = 0;
    }
}
