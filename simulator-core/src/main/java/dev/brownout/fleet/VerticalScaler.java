package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Vertical scaling of a tier. Each host stops and starts with another number of cores, in batches. A host that starts
 * later has the size that was requested last.
 */
public final class VerticalScaler {
    /** Metrics of a tier with a variable host size. */
    public record Measures(
            @Doc("Cores of the nodes in service, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Cores of {} in service")
            TimeWeighted coresInService) {}

    private final ComponentContext context;
    private final Fleet fleet;
    private final int atFirst;
    private final Measures measures;
    private final Map<Host, Machine> machines = new LinkedHashMap<>();
    private final DesiredCount desiredSize;
    private final Rollouts rollouts;

    /**
     * Creates the hosts with their initial size.
     *
     * @param atFirst initial cores of each host
     * @param sizes returns the function that sets the cores of a host without a process
     */
    public VerticalScaler(ComponentContext context, Fleet fleet, int atFirst, Function<Host, IntConsumer> sizes) {
        this.context = context;
        this.fleet = fleet;
        this.atFirst = atFirst;
        this.desiredSize = new DesiredCount(atFirst);
        this.rollouts = new Rollouts(context, fleet);
        this.measures = context.metrics().instruments(Measures.class);
        for (Host host : fleet.hosts()) {
            Machine machine = new Machine(host, sizes.apply(host));
            machines.put(host, machine);
            host.attach(machine);
        }
    }

    /** A host that changes its size when it starts again. */
    private final class Machine implements Host.Resident {
        private final Host host;
        private final IntConsumer size;
        private int cores = atFirst;
        private int targetCores = atFirst;

        Machine(Host host, IntConsumer size) {
            this.host = host;
            this.size = size;
        }

        void become(int requested) {
            targetCores = requested;
            applySize();
        }

        private void applySize() {
            if (cores != targetCores && host.membership().state() == HostLifecycle.State.STARTING) {
                cores = targetCores;
                size.accept(cores);
                context.hosts().billCores(host, cores);
            }
        }

        @Override
        public void membershipChanged() {
            applySize();
            count();
        }
    }

    /** Returns the present cores of a host, or those that it will have when it starts. */
    public int cores(Host host) {
        return machines.get(host).cores;
    }

    /** Counts the initial cores. Called once, after all hosts have their initial state. */
    public void start() {
        count();
    }

    /** Requests another size, until it is cancelled by {@link #cancelScale}. */
    public void scale(int cores, Deployment deployment) {
        applySize(desiredSize.add(cores), deployment);
    }

    /**
     * Cancels the oldest request for the given size. The newest of the remaining requests applies, or the initial size.
     */
    public void cancelScale(int cores, Deployment deployment) {
        applySize(desiredSize.cancel(cores), deployment);
    }

    private void applySize(int cores, Deployment deployment) {
        rollouts.cancel(machines.keySet());
        List<Host> serving = new ArrayList<>();
        machines.forEach((host, machine) -> {
            if (!host.membership().inService()) {
                machine.become(cores);
            } else if (machine.cores != cores) {
                serving.add(host);
            }
        });
        rollouts.begin(serving, deployment, host -> restart(host, cores, deployment), () -> reportSize(cores));
    }

    private Host restart(Host host, int cores, Deployment deployment) {
        if (!fleet.mayRemove(host)) {
            return null;
        }
        machines.get(host).become(cores);
        if (host.membership().inService()) {
            fleet.restart(host, deployment);
        }
        return host;
    }

    private void count() {
        long cores = 0;
        for (Map.Entry<Host, Machine> one : machines.entrySet()) {
            cores += one.getKey().membership().inService() ? one.getValue().cores : 0;
        }
        measures.coresInService().set(context.simulation().now(), cores);
    }

    /** Reports the number of hosts of a size when the last batch of hosts is back. */
    private void reportSize(int cores) {
        long in = 0;
        long its = 0;
        for (Map.Entry<Host, Machine> one : machines.entrySet()) {
            boolean exists = one.getKey().membership().inService();
            in += exists ? 1 : 0;
            its += exists && one.getValue().cores == cores ? 1 : 0;
        }
        rollouts.recordStep(
                "resized",
                Sentence.of(
                        "{} of {} {} of {} in service {} {} {}",
                        its,
                        in,
                        in == 1 ? "node" : "nodes",
                        context.name(),
                        its == 1 ? "has" : "have",
                        cores,
                        cores == 1 ? "core" : "cores"),
                TimelineEvent.facts("cores", (long) cores, "machines", its, "in_service", in));
    }
}
