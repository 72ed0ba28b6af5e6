package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheCpu;
import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Request;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;

/**
 * Work of a read-through node for each load: between the response of the source and the entry, which the caller waits
 * for. On a node with cores it waits for a core and is never rejected, since the node has accepted the lookup.
 */
final class LoadWork implements Host.Resident {
    @RequiresParameter("load_time")
    record Measures(
            @Doc("Loads that the node has worked on after the response of the source.")
            Counter loadWorks,

            @Doc("Time from the response of the source to the new entry: the wait for a core and 'load_time'.")
            LatencyHistogram loadDelay) {}

    private final Simulation simulation;
    private final Host host;
    private final CacheCores cores;
    private final Sampler length;
    private final KeyedRandom random;
    private final Measures measures;
    private long started;
    private long lost;
    private long pending;

    /** Returns the work of a node without loads; {@code null} if loads need no work. */
    static LoadWork of(CacheCpu cpu, ComponentContext context, Host host, CacheCores cores) {
        return cpu.loadTime()
                .map(length -> new LoadWork(length, context, host, cores))
                .orElse(null);
    }

    /**
     * Creates the work of a node without loads.
     *
     * @param cores cores of the node; {@code null} without cores
     */
    private LoadWork(Distribution length, ComponentContext context, Host host, CacheCores cores) {
        this.simulation = context.simulation();
        this.host = host;
        this.cores = cores;
        this.length = length.sampler();
        this.random = context.random("load_time");
        this.measures = context.metrics().instruments(Measures.class, host);
        host.attach(this);
        CellRange run = context.grid().span(0, context.grid().end());
        Counter works = measures.loadWorks();
        context.audit()
                .identity(
                        ": loads with a response of the source = worked on + lost with the node + in progress",
                        () -> started,
                        () -> works.total(run) + lost + pending);
    }

    /** Runs an action after the work for a request; not at all if the process ends before. */
    void runAfterWork(Request request, Runnable action) {
        started++;
        pending++;
        long since = simulation.now();
        long nanos = length.sampleNanos(random.withIdentity(request.identity()));
        Runnable end = () -> {
            pending--;
            measures.loadWorks().add(simulation.now());
            measures.loadDelay().record(since, simulation.now() - since);
            action.run();
        };
        if (cores == null) {
            host.schedule(host.slowedNanos(nanos), RequestPhase.WORK, end);
        } else {
            cores.work(nanos, end);
        }
    }

    @Override
    public void onCrash() {
        lost += pending;
        pending = 0;
    }
}
