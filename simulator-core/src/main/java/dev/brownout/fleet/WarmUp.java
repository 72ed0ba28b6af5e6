package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;

/** Makes the work of a machine slower for a while after each start of its process. */
public final class WarmUp implements Host.Resident {
    private final WarmUpSpec spec;
    private final Simulation simulation;
    private final Host host;
    private boolean cold;
    private long timer = Simulation.NO_TIMER;

    /** A machine that is warm; it is cold whenever its process starts anew. */
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
        timer = simulation.after(spec.lasting().toNanos(), step -> warm(), 0);
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
