package dev.brownout.fleet;

import dev.brownout.host.Cores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.LoadDependentCores;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScenarioException;
import java.util.Optional;

/** Cores of a host with or without a load-dependent speed, and the metrics and the audit of that speed. */
public final class SpeedMeter {
    private SpeedMeter() {}

    /** Metrics of each host with a load-dependent speed. */
    @RequiresParameter("speed")
    public record Measures(
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
     * Returns cores on which all work is in service, if they have a load-dependent speed, and cores with a FIFO queue
     * otherwise.
     *
     * @param places queue capacity; {@code Integer.MAX_VALUE} for no limit
     * @param busy counts cores in use
     * @param queue counts work beyond one item for each core
     */
    public static Cores cores(
            Optional<SpeedSpec> speed,
            ComponentContext context,
            Host host,
            int cores,
            int places,
            Occupancy busy,
            TimeWeighted queue) {
        if (speed.isEmpty()) {
            return context.hosts().cores(host, cores, places, busy, queue);
        }
        FifoQueue unused = new FifoQueue(context.simulation(), host, new TimeWeighted(context.grid()));
        context.hosts().recordWaits(host, unused);
        return shared(speed.get(), context, host, cores, places, busy, unused, queue);
    }

    /**
     * Returns cores that all work shares.
     *
     * @param line queue that stays empty, and records waiting times of 0
     */
    public static Cores shared(
            SpeedSpec speed,
            ComponentContext context,
            Host host,
            int cores,
            int places,
            Occupancy busy,
            FifoQueue line,
            TimeWeighted queue) {
        LoadDependentCores.Meters meters = meters(context, host, busy);
        return audited(
                LoadDependentCores.shared(context.simulation(), host, cores, places, speed, meters, line, queue),
                context,
                host);
    }

    /** Returns cores that each serve one work item at a time, with a queue for further ones. */
    public static Cores queueing(
            SpeedSpec speed,
            ComponentContext context,
            Host host,
            int cores,
            int places,
            Occupancy busy,
            FifoQueue line) {
        LoadDependentCores.Meters meters = meters(context, host, busy);
        return audited(
                LoadDependentCores.queueing(context.simulation(), host, cores, places, speed, meters, line),
                context,
                host);
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
        Measures measures = context.metrics().instruments(Measures.class, host);
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
