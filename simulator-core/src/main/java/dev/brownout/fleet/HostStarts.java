package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.spi.ComponentContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The hosts of a tier that are starting, and their start times. */
final class HostStarts {
    private final Simulation simulation;
    private final Sampler startup;
    private final KeyedRandom random;
    private final Optional<ReadinessSpec> readiness;
    private final Consumer<Host> immediate;
    private final Consumer<Host> later;
    private final Map<Host, Long> coming = new LinkedHashMap<>();
    private final Map<Host, Sampler> startups = new LinkedHashMap<>();
    private long started;

    /**
     * Creates the starts of a tier.
     *
     * @param immediate enters a host that needs no time to start into service
     * @param later enters a host into service after its start time
     */
    HostStarts(ComponentContext context, ProvisioningDelays terms, Consumer<Host> immediate, Consumer<Host> later) {
        this.simulation = context.simulation();
        this.startup = terms.startup().sampler();
        this.random = context.random("startup");
        this.readiness = terms.transitions().readiness();
        this.immediate = immediate;
        this.later = later;
    }

    /** Sets the start time of the next start of a host, if it has one of its own. */
    void prepare(Host host, Optional<Distribution> own) {
        own.ifPresent(distribution -> startups.put(host, distribution.sampler()));
    }

    /** Starts a host. It enters service when its process runs and has passed its readiness checks. */
    void begin(Host host) {
        host.membership().start();
        long process = startups.getOrDefault(host, startup)
                .sampleNanos(random.withIdentity(KeyedRandom.key(started++, 0, host.node())));
        if (host.membership().hasStartup()) {
            long launchedAt = simulation.now();
            coming.put(host, simulation.scheduleAfter(process, step -> beginProcess(host, launchedAt), 0));
            return;
        }
        long nanos = readiness.map(checks -> checks.readyNanos(process)).orElse(process);
        if (nanos == 0) {
            immediate.accept(host);
        } else {
            coming.put(host, simulation.scheduleAfter(nanos, step -> join(host), 0));
        }
    }

    private void beginProcess(Host host, long launchedAt) {
        coming.put(host, Simulation.NO_TIMER);
        host.membership().beginProcess(() -> ready(host, launchedAt));
    }

    /** Puts a host with a ready process into service, after its readiness checks. */
    private void ready(Host host, long launchedAt) {
        long process = simulation.now() - launchedAt;
        long checks =
                readiness.map(rules -> rules.readyNanos(process) - process).orElse(0L);
        host.schedule(checks, () -> join(host));
    }

    private void join(Host host) {
        coming.remove(host);
        later.accept(host);
    }

    /** Forgets the own start time of a host that has entered service. */
    void onArrived(Host host) {
        startups.remove(host);
    }

    /** Cancels the start of a host. */
    void cancel(Host host) {
        simulation.cancel(coming.remove(host));
        startups.remove(host);
    }

    /** Returns whether a host is starting. */
    boolean includes(Host host) {
        return coming.containsKey(host);
    }

    /** Returns whether no host is starting. */
    boolean isEmpty() {
        return coming.isEmpty();
    }
}
