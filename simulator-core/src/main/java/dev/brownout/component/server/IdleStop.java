package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.Ratio;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.step.StepProgram.Cancellation;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Stops a machine that nobody has called for a while, and starts it when somebody does. Calls that find it off, or
 * starting, are held, and come in in their order when its process runs: only then they take places there, or are
 * rejected. What a fault does to a machine that is off ends with a process that runs, as it would otherwise.
 */
final class IdleStop implements Host.Resident {
    @RequiresParameter("scale_to_zero_after")
    record Measures(
            @Doc("Starts of machines that had stopped while nobody called, each because of a call.")
            @ChartTitle("Cold starts of {}")
            Counter cold_starts,

            @Doc("Calls that waited for their machine to start.") @ChartTitle("Calls held while machines of {} start")
            Counter calls_held,

            @Doc("Share of the calls that found their machine off or starting.")
            @ChartTitle("Cold starts of calls to {}")
            Ratio cold_share,

            @Doc("How long these waited for it.") @ChartTitle("Wait for machines of {} to start")
            LatencyHistogram cold_wait,

            @Doc("Share of the time for which a node in service was off and not paid for, as nobody called.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Time in which machines of {} are off")
            Occupancy time_off) {}

    private final ServerSpec spec;
    private final Simulation simulation;
    private final Host host;
    private final HostLifecycle member;
    private final int number;
    private final long keepNanos;
    private final Sampler boot;
    private final KeyedRandom random;
    private final Runnable rested;
    private final Measures measures;
    private final ArrayDeque<HeldCall> held = new ArrayDeque<>();
    /** Calls that have come and have not been answered, those that are held too. */
    private long inside;

    private long idleSince;
    /** Whether it will be looked whether the machine is idle. */
    private boolean looking;

    private boolean stopping;
    private long stops;
    private long starts;
    private long woken;
    private long came;
    private long went;
    private long lost;

    /** A call that waits for the machine. */
    private record HeldCall(Service work, Request request, Reply reply, long since, Trail trail) {}

    /**
     * A machine that works at first.
     *
     * @param rested told when it has stopped or begun to start
     */
    IdleStop(ServerSpec spec, ComponentContext context, Host host, Runnable rested) {
        this.spec = spec;
        this.simulation = context.simulation();
        this.host = host;
        this.member = host.membership();
        this.number = context.number();
        this.keepNanos = spec.scale_to_zero_after().orElseThrow().toNanos();
        this.boot = ServerRules.starting(spec).sampler();
        this.random = context.random("boot");
        this.rested = rested;
        this.measures = context.measures(Measures.class, host);
        measures.time_off().capacity(1);
        host.attach(this);
        look(keepNanos);
        context.overdue(new OverdueWaits(
                context.grid(),
                List.of(measures.cold_wait()),
                List.of(),
                open -> held.forEach(call -> open.open(call.since(), 1))));
        String name = "/" + host.node();
        context.identity(
                name + ": stops = starts + ended otherwise + off", () -> stops, () -> starts + woken + (off() ? 1 : 0));
        context.identity(name + ": calls held = let in + lost + waiting", () -> came, () -> went + lost + held.size());
    }

    private boolean off() {
        return member.rest() == HostLifecycle.Rest.OFF;
    }

    /** Calls that wait for the machine to start. */
    long waiting() {
        return held.size();
    }

    /** The same service, before which calls are held while the machine does not run. */
    Service before(Service work) {
        return (request, reply) -> {
            int process = host.incarnation();
            inside++;
            Reply counted = (outcome, detail) -> {
                if (host.incarnation() == process) {
                    leave();
                }
                reply.accept(outcome, detail);
            };
            boolean runs = member.rest() == HostLifecycle.Rest.AWAKE;
            measures.cold_share().add(simulation.now(), runs ? 0 : 1, 1);
            if (runs) {
                work.call(request, counted);
            } else {
                hold(work, request, counted);
            }
        };
    }

    private void leave() {
        inside--;
        idleSince = simulation.now();
        if (inside == 0 && !looking) {
            look(keepNanos);
        }
    }

    private void look(long nanos) {
        looking = true;
        host.after(nanos, this::look);
    }

    private void look() {
        looking = false;
        long left = idleSince + keepNanos - simulation.now();
        if (inside == 0 && left > 0) {
            look(left);
        } else if (inside == 0 && member.working()) {
            int process = host.incarnation();
            member.whenIdle(() -> lookAgain(process));
        } else if (inside == 0 && member.inService()) {
            stop();
        }
    }

    private void lookAgain(int process) {
        if (host.incarnation() == process) {
            look();
        }
    }

    private void stop() {
        stops++;
        stopping = true;
        member.sleep();
        stopping = false;
        measures.time_off().add(simulation.now(), 1);
        rested.run();
    }

    private void hold(Service work, Request request, Reply reply) {
        came++;
        measures.calls_held().add(simulation.now());
        held.add(new HeldCall(work, request, reply, simulation.now(), simulation.trail()));
        if (off()) {
            measures.cold_starts().add(simulation.now());
            on();
            member.wake();
            rested.run();
            long nanos = boot.sampleNanos(random.at(KeyedRandom.key(starts++, 0, host.node())));
            host.after(nanos, this::run);
        }
    }

    private void on() {
        measures.time_off().add(simulation.now(), -1);
    }

    /** The process runs: all who wait come in, and whom they keep waiting, the machine's own line sees to. */
    private void run() {
        member.rise();
        for (HeldCall call : List.copyOf(held)) {
            if (held.remove(call)) {
                letIn(call);
            }
        }
    }

    private void letIn(HeldCall call) {
        went++;
        measures.cold_wait().record(call.since(), simulation.now() - call.since());
        Trail own = simulation.trail();
        simulation.resume(call.trail(), RequestPhase.WAITING);
        if (spec.cancellation() != Cancellation.NONE && call.request().token().onCancelled()) {
            call.reply().accept(call.request().token().outcome(), number);
        } else {
            call.work().call(call.request(), call.reply());
        }
        simulation.restore(own);
    }

    /** Whatever ends it, it does not rest any more; unless it is this that ends it. */
    @Override
    public void onCrash() {
        inside = 0;
        looking = false;
        lost += held.size();
        held.clear();
        if (!stopping && member.rest() != HostLifecycle.Rest.AWAKE) {
            if (off()) {
                woken++;
                on();
            }
            member.endRest();
            rested.run();
        }
    }

    @Override
    public void onRestart() {
        idleSince = simulation.now();
        if (!looking) {
            look(keepNanos);
        }
    }

    @Override
    public void membershipChanged() {
        measures.time_off().capacity(simulation.now(), member.hasProcess() ? 1 : 0);
    }
}
