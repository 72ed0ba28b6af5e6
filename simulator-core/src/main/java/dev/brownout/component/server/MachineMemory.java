package dev.brownout.component.server;

import dev.brownout.host.CapacityTracker;
import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The memory of one machine: whoever keeps something there says what it takes and gives it back. With more in it than
 * there is, the kernel kills the process, which is a crash; another one begins after its boot.
 */
final class MachineMemory implements Host.Resident {
    @RequiresParameter("memory")
    record Measures(
            @Doc("Bytes held in the memory of machines: sessions, connections, own caches, and of a heap what lives or"
                    + " is garbage; time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Memory held at {}")
            TimeWeighted memory_held,

            @Doc("Processes killed because their machine had no more memory.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Processes of {} killed for their memory")
            @Loss("OOM kills")
            Counter oom_kills) {}

    @RequiresParameter({"heap", "memory"})
    record Use(
            @Doc("Memory in use over that of the nodes that are up, time-weighted: where 'memory' is set, all that is"
                    + " held of it, else of the heap what requests hold and their garbage.")
            @Display(
                    value = Display.As.OCCUPANCY,
                    in = {})
            @ChartTitle("Memory in use at {}")
            Occupancy memory) {}

    private final ComponentContext context;
    private final Simulation simulation;
    private final Host host;
    private final MemorySpec spec;
    private final Sampler boot;
    private final KeyedRandom random;
    private final Measures measures;
    private final Occupancy use;
    private final List<LongSupplier> kept = new ArrayList<>();
    private long held;
    private long kills;
    /** Whether the process is about to be killed. */
    private boolean oomKillScheduled;

    /** Empty memory. */
    MachineMemory(ServerSpec spec, ComponentContext context, Host host) {
        this.context = context;
        this.simulation = context.simulation();
        this.host = host;
        this.spec = spec.memory().orElseThrow();
        this.boot = ServerRules.starting(spec).sampler();
        this.random = context.random("restart");
        this.measures = context.measures(Measures.class, host);
        this.use = context.measures(Use.class, host).memory();
        measures.memory_held().in("B");
        CapacityTracker.whileUp(simulation, host, use, this.spec.size().bytes());
        host.attach(this);
        context.identity(
                "/" + host.node() + ": bytes held = of sessions, connections, own caches and heap",
                () -> held,
                () -> kept.stream().mapToLong(LongSupplier::getAsLong).sum());
        context.identity(
                "/" + host.node() + ": bytes held = those counted",
                () -> held,
                () -> measures.memory_held().value());
    }

    /** Has the audit ask somebody at the end how many bytes he keeps, by a count of his own. */
    void audit(LongSupplier bytes) {
        kept.add(bytes);
    }

    /** So many more sessions, or fewer. */
    void sessions(long change) {
        hold(change * spec.per_session().bytes());
    }

    /** What so many sessions take, in bytes. */
    long bytesOfSessions(long number) {
        return number * spec.per_session().bytes();
    }

    /** So many more connections, or fewer. */
    void connections(long change) {
        hold(change * spec.per_connection().bytes());
    }

    /** What so many connections take, in bytes. */
    long bytesOfConnections(long number) {
        return number * spec.per_connection().bytes();
    }

    /** So many more bytes, or fewer. The kernel kills when whoever took them is done with it. */
    void hold(long change) {
        long before = inUse();
        held += change;
        measures.memory_held().add(simulation.now(), change);
        use.add(simulation.now(), inUse() - before);
        if (change > 0 && held > spec.size().bytes() && !oomKillScheduled) {
            oomKillScheduled = true;
            host.after(0, this::kill);
        }
    }

    /** What is held, but no more than there is: while a machine stands still, its kernel does not kill either. */
    private long inUse() {
        return Math.min(held, spec.size().bytes());
    }

    /** Unless the machine stood still meanwhile, and enough of it was given back. */
    private void kill() {
        if (held <= spec.size().bytes()) {
            oomKillScheduled = false;
            return;
        }
        long found = held;
        measures.oom_kills().add(simulation.now());
        long nanos = boot.sampleNanos(random.at(KeyedRandom.key(kills++, 0, host.node())));
        host.begin(FailureMode.CRASH);
        context.note(
                "out-of-memory",
                host.node(),
                host.component() + "/" + host.node() + " held " + found + " bytes of "
                        + spec.size().bytes() + ": its process is killed",
                TimelineEvent.facts("bytes", found, "boot_ns", nanos));
        simulation.after(nanos, step -> host.end(FailureMode.CRASH), 0);
    }

    @Override
    public void onCrash() {
        oomKillScheduled = false;
    }
}
