package dev.brownout.component.server;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.node.Capacity;
import dev.brownout.node.Census;
import dev.brownout.node.CodelLine;
import dev.brownout.node.Cores;
import dev.brownout.node.Cores.Scheduling;
import dev.brownout.node.Heap;
import dev.brownout.node.Host;
import dev.brownout.node.Line;
import dev.brownout.node.SharedCores;
import dev.brownout.node.Slots;
import dev.brownout.random.Distribution;
import dev.brownout.service.Request;
import dev.brownout.steps.Program;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Loss;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Given;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Wiring;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** What a machine of the tier works with: cores, workers where their number is limited, and the line before them. */
final class Equipment {
    private final ServerSpec spec;
    private final Wiring wiring;
    private final Host host;
    private final MachineMemory machine;
    private Cores cores;
    private Capacity provisioned;

    @Given("heap")
    record HeapMeasures(
            @Doc("Share of the time for which a node stood still for its collector.")
            @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
            @Titled("Time in which {} stands still to collect garbage")
            Occupancy collecting,

            @Doc("Collections, each of which stopped a node.") @Titled("Garbage collections at {}")
            Counter collections,

            @Doc("Requests that found no memory even after a collection.")
            @Shown(
                    value = Shown.As.DAMAGE,
                    in = {})
            @Titled("Requests without memory at {}")
            @Loss("out-of-memory errors")
            Counter out_of_memory) {}

    /** Of a machine, whose memory is {@code null} where there is enough of it. */
    Equipment(ServerSpec spec, Wiring wiring, Host host, MachineMemory machine) {
        this.spec = spec;
        this.wiring = wiring;
        this.host = host;
        this.machine = machine;
    }

    /** Where a request waits there is the line that the spec asks for; who holds a worker waits for a core in turn. */
    Program.Workplace workplace(ServerTier.NodeMeasures measures, Census census) {
        if (host.machine() != host) {
            refuseStrangers();
        }
        int places = spec.queue().orElse(Integer.MAX_VALUE);
        Occupancy busy = measures.utilization();
        measures.provisioned_utilization().sameUseAs(busy);
        provisioned =
                Capacity.whileProvisioned(wiring.simulation(), host, measures.provisioned_utilization(), spec.cores());
        if (spec.workers().isEmpty()) {
            cores = spec.scheduling() == Scheduling.PS
                    ? new SharedCores(wiring.simulation(), host, spec.cores(), places, busy, measures.queue())
                    : wiring.cores(host, spec.cores(), places, busy, line(measures.queue()));
            return new Program.Workplace(cores, null, census, heap(census::inside), settings());
        }
        Occupancy held = wiring.measures(ServerTier.WorkerMeasures.class, host).workers_held();
        Line line = line(measures.queue());
        Slots slots = new Slots(wiring.simulation(), host, spec.workers().get(), places, held, line);
        wiring.identity("/" + host.node() + ": workers held and waited for = visits", slots::claimed, census::inside);
        cores = coresOfWorkers(busy);
        return new Program.Workplace(cores, slots, census, heap(slots::held), settings());
    }

    /** What one process cannot have of cores that it shares with others. */
    private void refuseStrangers() {
        String path = "components." + wiring.name();
        if (spec.scheduling() == Scheduling.PS || spec.workers().isEmpty() && spec.scheduling() != Scheduling.FIFO) {
            throw new ScenarioException(
                    path + ".scheduling",
                    "who waits for the cores of " + host.machine().component() + " comes first, whatever it waits for: "
                            + (spec.scheduling() == Scheduling.PS
                                    ? "leave"
                                    : "set 'workers', who wait in another order, or leave")
                            + " 'scheduling' out");
        }
        if (spec.heap().isPresent()) {
            throw new ScenarioException(
                    path + ".heap",
                    "the collector of a process that shares cores would take those of the others: leave 'heap' or"
                            + " 'host' out");
        }
    }

    /** Another number of cores from now on, of a machine without a process. */
    void resize(int number) {
        cores.resize(number);
        provisioned.resize(number);
    }

    /** The memory of its process, for those who are worked on; {@code null} where no collector cleans it. */
    private Heap heap(LongSupplier workedOn) {
        if (spec.heap().isEmpty()) {
            return null;
        }
        HeapSpec memory = spec.heap().get();
        HeapMeasures measures = wiring.measures(HeapMeasures.class, host);
        Occupancy used = machine == null
                ? wiring.measures(MachineMemory.Use.class, host).memory()
                : new Occupancy(wiring.grid());
        Heap heap = new Heap(
                wiring.simulation(),
                host,
                memory.size().bytes(),
                memory.per_request().bytes(),
                memory.collect().toNanos(),
                new Heap.Counters(used, measures.collecting(), measures.collections(), measures.out_of_memory()),
                machine == null ? change -> {} : machine::hold);
        if (machine != null) {
            machine.audit(heap::bytes);
        }
        wiring.identity(
                "/" + host.node() + ": with memory + waiting for it = worked on",
                () -> heap.living() + heap.waiting(),
                workedOn);
        return heap;
    }

    private Cores coresOfWorkers(Occupancy busy) {
        TimeWeighted unseen = new TimeWeighted(wiring.grid());
        return spec.scheduling() == Scheduling.PS
                ? new SharedCores(wiring.simulation(), host, spec.cores(), Integer.MAX_VALUE, busy, unseen)
                : wiring.cores(host, spec.cores(), Integer.MAX_VALUE, busy, unseen);
    }

    private Line line(TimeWeighted length) {
        return Line.of(
                spec.scheduling(),
                wiring.simulation(),
                host,
                length,
                spec.queue_timeout().isPresent(),
                spec.priority().size() + 1,
                control());
    }

    private CodelLine.Control control() {
        CodelLine.Control usual = CodelLine.Control.USUAL;
        return new CodelLine.Control(
                spec.codel_target().map(Duration::toNanos).orElse(usual.targetNanos()),
                spec.codel_interval().map(Duration::toNanos).orElse(usual.intervalNanos()));
    }

    private Program.Settings settings() {
        return new Program.Settings(
                spec.cancellation(),
                spec.queue_timeout().map(Distribution::sampler).orElse(null),
                wiring.draws("queue-timeout"),
                ranks());
    }

    /** The place of a request's class in the list, or one behind its end. */
    private ToIntFunction<Request> ranks() {
        List<String> known = wiring.requests();
        int[] ranks = new int[known.size()];
        Arrays.fill(ranks, spec.priority().size());
        for (int i = 0; i < spec.priority().size(); i++) {
            String name = spec.priority().get(i);
            if (!known.contains(name)) {
                throw new ScenarioException(
                        "components." + wiring.name() + ".priority",
                        "no request is called '" + name + "'",
                        name,
                        known);
            }
            ranks[known.indexOf(name)] = i;
        }
        return request -> ranks[request.source()];
    }
}
