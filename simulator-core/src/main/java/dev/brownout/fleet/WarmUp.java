package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;

/** Slows the work of a host for a while after each start of its process. */
public final class WarmUp implements Host.Resident {
    private final WarmUpSpec spec;
    private final Simulation simulation;
    private final Host host;
    private boolean cold;
    private long timer = Simulation.NO_TIMER;

    /** Attaches to a host that is warm. It is cold after each start of its process. */
    public WarmUp(WarmUpSpec spec, Simulation simulation, Host host) {
        this.spec = spec;
        this.simulation = simulation;
        this.host = host;
        host.attach(this);
    }

    @Override
    public void onRestart() {
        cold = true;
        host.slow(spec.slower().times());
        timer = simulation.scheduleAfter(spec.lasting().toNanos(), step -> warm(), 0);
    }

    @Override
    public void onCrash() {
        simulation.cancel(timer);
        warm();
    }

    private void warm() {
        if (cold) {
            cold = false;
            host.endSlow(spec.slower().times());
        }
    }
}
