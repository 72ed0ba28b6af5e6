package dev.brownout.component.server;

import dev.brownout.host.CapacityTracker;
import dev.brownout.host.CodelQueue;
import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.CoreMetrics;
import dev.brownout.host.Cores;
import dev.brownout.host.Cores.Scheduling;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.GarbageCollectedHeap;
import dev.brownout.host.Host;
import dev.brownout.host.WorkerPool;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScenarioException;
import dev.brownout.step.StepProgram;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** The resources of a host of the tier: cores, workers if limited, and the queue in front of them. */
final class ServerResources {
    private final ServerProcessing processing;
    private final Optional<HeapSpec> heap;
    private final ComponentContext context;
    private final Host host;
    private final MachineMemory machine;
    private Cores cores;
    private CapacityTracker provisioned;

    @RequiresParameter("heap")
    record HeapMeasures(
            @Doc("Share of the time in which a node is paused for garbage collection.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("GC pause time of {}")
            Occupancy collecting,

            @Doc("Garbage collections, each of which pauses a node.") @ChartTitle("Garbage collections at {}")
            Counter collections,

            @Doc("Requests that found no free memory even after a garbage collection.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Out-of-memory errors at {}")
            @Loss("out-of-memory errors")
            Counter outOfMemory) {}

    /** Creates the resources of a host; {@code machine} is {@code null} without a memory limit. */
    ServerResources(
            ServerProcessing processing,
            Optional<HeapSpec> heap,
            ComponentContext context,
            Host host,
            MachineMemory machine) {
        this.processing = processing;
        this.heap = heap;
        this.context = context;
        this.host = host;
        this.machine = machine;
    }

    /**
     * Creates the workplace. Requests wait in the queue that the spec configures; holders of workers wait for cores in
     * FIFO order.
     */
    StepProgram.Workplace workplace(CoreMetrics use, TimeWeighted queue, ComponentInFlightCount census) {
        if (host.machine() != host) {
            refuseStrangers();
        }
        int places = processing.queue().orElse(Integer.MAX_VALUE);
        Occupancy busy = use.utilization();
        provisioned = use.track(context.simulation(), host, processing.cores());
        FifoQueue line = line(queue);
        context.hosts().recordWaits(host, line);
        if (processing.workers().isEmpty()) {
            cores = cores(places, busy, line, queue);
            return new StepProgram.Workplace(cores, null, census, heap(census::callsInside), settings());
        }
        Occupancy held = context.metrics()
                .instruments(ServerTier.WorkerMeasures.class, host)
                .workersHeld();
        WorkerPool slots =
                new WorkerPool(context.simulation(), host, processing.workers().get(), places, held, line);
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": workers held + waiting for a worker = visits",
                slots::claimed,
                census::callsInside);
        cores = coresOfWorkers(busy);
        return new StepProgram.Workplace(cores, slots, census, heap(slots::usedSlots), settings());
    }

    /** Rejects settings that a process on shared cores cannot have. */
    private void refuseStrangers() {
        String path = "components." + context.name();
        if (processing.scheduling() == Scheduling.PS
                || processing.workers().isEmpty() && processing.scheduling() != Scheduling.FIFO) {
            throw new ScenarioException(
                    path + ".scheduling",
                    processing.scheduling() == Scheduling.PS
                            ? Sentence.of(
                                    "the cores of {} serve all waiting work first come, first served: remove "
                                            + "'scheduling'",
                                    host.machine().component())
                            : Sentence.of(
                                    "the cores of {} serve all waiting work first come, first served: set "
                                            + "'workers', which can be queued in another order, or remove 'scheduling'",
                                    host.machine().component()));
        }
        if (heap.isPresent()) {
            throw new ScenarioException(
                    path + ".heap",
                    "garbage collection would pause the other processes on the shared cores: remove "
                            + "'heap' or 'host'");
        }
    }

    /** Changes the number of cores of a host without a process. */
    void resize(int number) {
        cores.resize(number);
        provisioned.resize(number);
    }

    /** Returns the heap of the process for requests in progress; {@code null} if not configured. */
    private GarbageCollectedHeap heap(LongSupplier workedOn) {
        if (heap.isEmpty()) {
            return null;
        }
        HeapSpec memory = heap.get();
        HeapMeasures measures = context.metrics().instruments(HeapMeasures.class, host);
        Occupancy used = machine == null
                ? context.metrics().instruments(MachineMemory.Use.class, host).memory()
                : new Occupancy(context.grid());
        GarbageCollectedHeap heap = new GarbageCollectedHeap(
                context.simulation(),
                host,
                memory.size().bytes(),
                memory.perRequest().bytes(),
                memory.collect().toNanos(),
                new GarbageCollectedHeap.Counters(
                        used, measures.collecting(), measures.collections(), measures.outOfMemory()),
                machine == null ? change -> {} : machine::addBytes);
        if (machine != null) {
            machine.audit(heap::bytes);
        }
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": with memory + waiting for memory = being processed",
                () -> heap.living() + heap.waiting(),
                workedOn);
        return heap;
    }

    /** Returns the cores for calls without workers. */
    private Cores cores(int places, Occupancy busy, FifoQueue line, TimeWeighted queue) {
        return processing.scheduling() == Scheduling.PS
                ? processing.nodeCores().shared(context, host, places, busy, line, queue)
                : processing.nodeCores().queueing(context, host, places, busy, line);
    }

    private Cores coresOfWorkers(Occupancy busy) {
        TimeWeighted unseen = new TimeWeighted(context.grid());
        FifoQueue line = new FifoQueue(context.simulation(), host, unseen);
        return processing.scheduling() == Scheduling.PS || processing.speed().isPresent()
                ? processing.nodeCores().shared(context, host, Integer.MAX_VALUE, busy, line, unseen)
                : processing.nodeCores().queueing(context, host, Integer.MAX_VALUE, busy, line);
    }

    private FifoQueue line(TimeWeighted length) {
        return FifoQueue.of(
                processing.scheduling(),
                context.simulation(),
                host,
                length,
                processing.queueTimeout().isPresent(),
                processing.priority().size() + 1,
                control());
    }

    private CodelQueue.Control control() {
        CodelQueue.Control usual = CodelQueue.Control.USUAL;
        return new CodelQueue.Control(
                processing.codelTarget().map(Duration::toNanos).orElse(usual.targetNanos()),
                processing.codelInterval().map(Duration::toNanos).orElse(usual.intervalNanos()));
    }

    private StepProgram.Settings settings() {
        return new StepProgram.Settings(
                processing.cancellation(),
                processing.queueTimeout().map(Distribution::sampler).orElse(null),
                context.random("queue-timeout"),
                ranks());
    }

    /** Returns the rank of a request's class in the priority list; the list's size if it is not listed. */
    private ToIntFunction<Request> ranks() {
        List<String> known = context.workload().requestClasses();
        int[] ranks = new int[known.size()];
        Arrays.fill(ranks, processing.priority().size());
        for (int i = 0; i < processing.priority().size(); i++) {
            String name = processing.priority().get(i);
            if (!known.contains(name)) {
                throw new ScenarioException(
                        "components." + context.name() + ".priority",
                        Sentence.of("there is no request '{}'", name),
                        name,
                        known);
            }
            ranks[known.indexOf(name)] = i;
        }
        return request -> ranks[request.source().number()];
    }
}
