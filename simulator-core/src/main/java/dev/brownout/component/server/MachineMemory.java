package dev.brownout.component.server;

import dev.brownout.host.CapacityTracker;
import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The memory of one host; its users report allocated and freed amounts. If more is held than the host has, the kernel
 * kills the process, which is a crash; a new process starts after the boot time.
 */
final class MachineMemory implements Host.Resident {
    @RequiresParameter("memory")
    record Measures(
            @Doc("Memory in use on the nodes, in bytes: sessions, connections, local caches, and the "
                    + "live objects and garbage of a heap; time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Memory in use at {}")
            @InstrumentUnit("B")
            TimeWeighted memoryHeld,

            @Doc("Processes killed because they exceeded the memory of their node (OOM kills).")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("OOM kills at {}")
            @Loss("OOM kills")
            Counter oomKills) {}

    @RequiresParameter({"heap", "memory"})
    record Use(
            @Doc("Share of the memory of the nodes that are up that is in use, time-weighted: of "
                    + "'memory' where it is set, otherwise of the heap (live objects and garbage).")
            @Display(
                    value = Display.As.OCCUPANCY,
                    in = {})
            @ChartTitle("Memory utilization of {}")
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
    /** True while a kill is scheduled. */
    private boolean oomKillScheduled;

    /** Creates empty memory of a host that takes {@code boot} to start after a kill. */
    MachineMemory(MemorySpec spec, Distribution boot, ComponentContext context, Host host) {
        this.context = context;
        this.simulation = context.simulation();
        this.host = host;
        this.spec = spec;
        this.boot = boot.sampler();
        this.random = context.random("restart");
        this.measures = context.metrics().instruments(Measures.class, host);
        this.use = context.metrics().instruments(Use.class, host).memory();
        CapacityTracker.whileUp(simulation, host, use, spec.size().bytes());
        host.attach(this);
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": bytes in use = sessions + connections + local caches + heap",
                () -> held,
                () -> kept.stream().mapToLong(LongSupplier::getAsLong).sum());
        audit.identity(
                "/" + host.node() + ": bytes in use = bytes counted",
                () -> held,
                () -> measures.memoryHeld().value());
    }

    /** Registers an independent count of held bytes for the consistency check at the end of the run. */
    void audit(LongSupplier bytes) {
        kept.add(bytes);
    }

    /** Adds sessions; negative to remove. */
    void sessions(long change) {
        addBytes(change * spec.perSession().bytes());
    }

    /** Returns the size of {@code number} sessions, in bytes. */
    long bytesOfSessions(long number) {
        return number * spec.perSession().bytes();
    }

    /** Adds connections; negative to remove. */
    void connections(long change) {
        addBytes(change * spec.perConnection().bytes());
    }

    /** Returns the size of {@code number} connections, in bytes. */
    long bytesOfConnections(long number) {
        return number * spec.perConnection().bytes();
    }

    /** Adds bytes; negative to remove. If the limit is exceeded, the process is killed after the current event. */
    void addBytes(long change) {
        long before = inUse();
        held += change;
        measures.memoryHeld().add(simulation.now(), change);
        use.add(simulation.now(), inUse() - before);
        if (change > 0 && held > spec.size().bytes() && !oomKillScheduled) {
            oomKillScheduled = true;
            host.schedule(0, this::kill);
        }
    }

    /** Returns the bytes held, limited to the size: while a host is paused, its kernel does not kill either. */
    private long inUse() {
        return Math.min(held, spec.size().bytes());
    }

    /** Kills the process, unless enough was freed while the host was paused. */
    private void kill() {
        if (held <= spec.size().bytes()) {
            oomKillScheduled = false;
            return;
        }
        long found = held;
        measures.oomKills().add(simulation.now());
        long nanos = boot.sampleNanos(random.withIdentity(KeyedRandom.key(kills++, 0, host.node())));
        host.begin(FailureMode.CRASH);
        context.timeline()
                .note(
                        "out-of-memory",
                        host.node(),
                        Sentence.of(
                                "{} OOM-killed: {} of {} bytes in use",
                                host.component() + "/" + host.node(),
                                found,
                                spec.size().bytes()),
                        TimelineEvent.facts("bytes", found, "boot_ns", nanos));
        simulation.scheduleAfter(nanos, step -> host.end(FailureMode.CRASH), 0);
    }

    @Override
    public void onCrash() {
        oomKillScheduled = false;
    }
}
