package dev.brownout.fleet;

import dev.brownout.host.Cores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.LoadDependentCores;
import dev.brownout.host.ProcessorSharingCores;
import dev.brownout.host.QueueWaitMetrics;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScenarioException;
import java.util.Optional;

/**
 * Cores of each node of a component, for the run and for the analytical model: their number, the queue in front of
 * them, and their speed, with its metrics and its audit.
 *
 * @param number cores of a node, at least 1
 * @param queue queue slots of a node; empty for no limit
 * @param speed load-dependent speed; empty for none
 */
@DeclaresMetrics({NodeCores.SpeedMetrics.class, QueueWaitMetrics.class})
public record NodeCores(int number, Optional<Integer> queue, Optional<SpeedSpec> speed) {
    /** Metrics of each host with a load-dependent speed. */
    @RequiresParameter("speed")
    public record SpeedMetrics(
            @Doc("Calls in service on the cores, which determine the speed, time-weighted. Calls that wait for "
                    + "downstream calls are not in service.")
            @Display(in = Display.In.CHART)
            @ChartTitle("Calls in service at {}")
            TimeWeighted inService,

            @Doc("Work done by the calls in service, as a share of the work that each would do alone on a node in the "
                    + "same time. It includes the sharing of cores by more calls than cores.")
            @Display(in = Display.In.CHART)
            @ChartTitle("Speed of the calls in service at {}")
            Ratio speed) {}

    /**
     * Creates the cores of a host. All work is in service if they have a load-dependent speed. Otherwise work beyond
     * one item for each core waits in FIFO order.
     *
     * @param busy counts cores in use
     * @param length counts work beyond one item for each core
     */
    public Cores create(ComponentContext context, Host host, Occupancy busy, TimeWeighted length) {
        if (speed.isEmpty()) {
            return context.hosts().cores(host, number, places(), busy, length);
        }
        FifoQueue unused = new FifoQueue(context.simulation(), host, new TimeWeighted(context.grid()));
        context.hosts().recordWaits(host, unused);
        return shared(context, host, places(), busy, unused, length);
    }

    /**
     * Creates cores that all work shares.
     *
     * @param places queue capacity; {@code Integer.MAX_VALUE} for no limit
     * @param line queue that stays empty, and records waiting times of 0
     */
    public Cores shared(
            ComponentContext context, Host host, int places, Occupancy busy, FifoQueue line, TimeWeighted length) {
        if (speed.isEmpty()) {
            return new ProcessorSharingCores(context.simulation(), host, number, places, busy, length);
        }
        LoadDependentCores.Meters meters = meters(context, host, busy);
        return audited(
                LoadDependentCores.shared(
                        context.simulation(), host, number, places, speed.get(), meters, line, length),
                context,
                host);
    }

    /** Creates cores that each serve one work item at a time, with a queue for further ones. */
    public Cores queueing(ComponentContext context, Host host, int places, Occupancy busy, FifoQueue line) {
        if (speed.isEmpty()) {
            return context.hosts().cores(host, number, places, busy, line);
        }
        LoadDependentCores.Meters meters = meters(context, host, busy);
        return audited(
                LoadDependentCores.queueing(context.simulation(), host, number, places, speed.get(), meters, line),
                context,
                host);
    }

    /** Returns the cores for the analytical model, if a node has a number of them at that time. */
    public CoreQueue model(int present) {
        return model(present, places(), Cores.Scheduling.FIFO);
    }

    /** Returns cores for the analytical model, with another number, queue capacity and scheduling. */
    public CoreQueue model(int servers, int capacity, Cores.Scheduling scheduling) {
        return new CoreQueue(servers, capacity, scheduling, speed.map(dependence -> dependence));
    }

    /**
     * Declares the metrics that stay constant.
     *
     * @param waits whether work can wait
     * @param reason why it cannot
     */
    public void declareConstantMetrics(boolean waits, String reason, ConstantMetricRules rules) {
        rules.unless(waits, reason, "queue", "queue_wait");
        rules.unless(speed.isEmpty(), "its 'speed' lets all calls share the cores", "queue_wait");
    }

    private int places() {
        return queue.orElse(Integer.MAX_VALUE);
    }

    private static LoadDependentCores.Meters meters(ComponentContext context, Host host, Occupancy busy) {
        if (host.machine() != host) {
            throw new ScenarioException(
                    "components." + context.name() + ".speed",
                    "the cores of {} serve the work of several processes, so the calls of {} alone do "
                            + "not determine a speed: remove 'speed' or 'host'",
                    host.machine().component(),
                    context.name());
        }
        SpeedMetrics measures = context.metrics().instruments(SpeedMetrics.class, host);
        return new LoadDependentCores.Meters(busy, measures.inService(), measures.speed());
    }

    private static Cores audited(LoadDependentCores cores, ComponentContext context, Host host) {
        AuditRegistry audit = context.audit();
        String node = "/" + host.node() + ": ";
        audit.identity(
                node + "work of the cores = work of the calls that ended, failed or are in service, in 1/64 ns",
                cores::workDone,
                cores::workOfTasks);
        audit.identity(
                node + "calls that ended before their work, or more than 1 ns of work after it = 0",
                cores::inexactEnds,
                () -> 0);
        return cores;
    }
}
