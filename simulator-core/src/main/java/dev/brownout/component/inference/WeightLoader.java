package dev.brownout.component.inference;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;

/** Time of each new process of a replica to load the model. The process refuses calls meanwhile. */
final class WeightLoader implements Host.Resident {
    @RequiresParameter("load_weights")
    record Measures(
            @Doc("Replicas that load the model, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Replicas of {} that load the model")
            TimeWeighted loading) {}

    private final Simulation simulation;
    private final Host host;
    private final Sampler duration;
    private final KeyedRandom random;
    private final TimeWeighted loading;
    private final long identity;
    private long starts;

    /** Attaches to a host with a process that is ready. */
    WeightLoader(Distribution duration, ComponentContext context, Host host) {
        this.simulation = context.simulation();
        this.host = host;
        this.duration = duration.sampler();
        this.random = context.random("load_weights");
        this.loading = context.metrics().instruments(Measures.class, host).loading();
        this.identity = KeyedRandom.key(0, 0, host.site().region() + "/" + host.node());
        host.attach(this);
        host.membership().onProcessStart(this::begin);
    }

    private void begin() {
        loading.set(simulation.now(), 1);
        long key = KeyedRandom.child(identity, starts++, 0, 0);
        host.schedule(host.slowedNanos(duration.sampleNanos(random.withIdentity(key))), this::end);
    }

    private void end() {
        loading.set(simulation.now(), 0);
        host.membership().ready();
    }

    @Override
    public void onCrash() {
        loading.set(simulation.now(), 0);
    }
}
