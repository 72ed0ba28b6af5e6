package dev.brownout.host;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;

/**
 * Scheduled action of a process. It is dropped if the process has died by then, and deferred during a pause or hang.
 */
final class ProcessEvent extends Event {
    private final Host host;
    private final RequestPhase phase;
    private final Runnable action;
    private final int born;

    ProcessEvent(Host host, RequestPhase phase, Runnable action) {
        this.host = host;
        this.phase = phase;
        this.action = action;
        this.born = host.incarnation();
    }

    @Override
    public void fire(int step) {
        if (host.incarnation() == born) {
            if (host.isSuspended()) {
                host.defer(this, step);
            } else {
                action.run();
            }
        }
    }

    @Override
    public RequestPhase phase(int step) {
        return phase;
    }
}
