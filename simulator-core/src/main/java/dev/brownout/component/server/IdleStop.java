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
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScenarioException;
import dev.brownout.step.StepProgram.Cancellation;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Scales a host to zero: stops it after an idle time and starts it on the next call. Calls to a stopped or starting
 * host are held, and are admitted in order when its process runs: only then they take capacity or are rejected. A fault
 * of a stopped host ends with a running process, as for any host.
 */
final class IdleStop implements Host.Resident {
    @RequiresParameter("scale_to_zero_after")
    record Measures(
            @Doc("Starts of nodes that had stopped when idle, each caused by a call.") @ChartTitle("Cold starts of {}")
            Counter coldStarts,

            @Doc("Calls that waited for their node to start.") @ChartTitle("Calls waiting for a cold start of {}")
            Counter callsHeld,

            @Doc("Share of the calls that found their node stopped or starting.")
            @ChartTitle("Share of calls with a cold start at {}")
            Ratio coldShare,

            @Doc("Waiting time of calls for their node to start.") @ChartTitle("Cold-start wait at {}")
            LatencyHistogram coldWait,

            @Doc("Share of the time in which a node in service was stopped because it was idle, and "
                    + "was not billed.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Share of time that nodes of {} are stopped")
            Occupancy timeOff) {}

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
    /** Unfinished calls, held ones included. */
    private long inside;

    private long idleSince;
    /** True while an idle check is scheduled. */
    private boolean looking;

    private boolean stopping;
    private long stops;
    private long starts;
    private long woken;
    private long arrivals;
    private long departures;
    private long lost;

    /** A call held until the host runs. */
    private record HeldCall(Service work, Request request, Reply reply, long since, Trail trail) {}

    /**
     * Creates the scale to zero of a running host; rejects a process on a shared host.
     *
     * @param rested called after the host has stopped or begun to start
     */
    static IdleStop of(ServerSpec spec, ComponentContext context, Host host, Runnable rested) {
        if (host.machine() != host) {
            throw new ScenarioException(
                    "components." + context.name() + ".scale_to_zero_after",
                    "stopping a process saves nothing, because all of {} is billed: remove "
                            + "'scale_to_zero_after' or 'host'",
                    host.machine().component());
        }
        return new IdleStop(spec, context, host, rested);
    }

    private IdleStop(ServerSpec spec, ComponentContext context, Host host, Runnable rested) {
        this.spec = spec;
        this.simulation = context.simulation();
        this.host = host;
        this.member = host.membership();
        this.number = context.number();
        this.keepNanos = spec.lifecycle().scaleToZeroAfter().orElseThrow().toNanos();
        this.boot = spec.lifecycle().bootTime().sampler();
        this.random = context.random("boot");
        this.rested = rested;
        this.measures = context.metrics().instruments(Measures.class, host);
        measures.timeOff().capacity(1);
        host.attach(this);
        check(keepNanos);
        AuditRegistry audit = context.audit();
        audit.overdue(new OverdueWaits(
                context.grid(),
                List.of(measures.coldWait()),
                List.of(),
                open -> held.forEach(call -> open.open(call.since(), 1))));
        String name = "/" + host.node();
        audit.identity(
                name + ": idle stops = cold starts + other ends + stopped now",
                () -> stops,
                () -> starts + woken + (isOff() ? 1 : 0));
        audit.identity(
                name + ": calls held = released + lost + waiting",
                () -> arrivals,
                () -> departures + lost + held.size());
    }

    private boolean isOff() {
        return member.idleState() == HostLifecycle.Rest.OFF;
    }

    /** Returns the number of calls held until the host runs. */
    long waiting() {
        return held.size();
    }

    /** Wraps a service so that calls are held while the host does not run. */
    Service wrap(Service work) {
        return (request, reply) -> {
            int process = host.incarnation();
            inside++;
            Reply counted = (outcome, detail) -> {
                if (host.incarnation() == process) {
                    leave();
                }
                reply.accept(outcome, detail);
            };
            boolean runs = member.idleState() == HostLifecycle.Rest.AWAKE;
            measures.coldShare().add(simulation.now(), runs ? 0 : 1, 1);
            if (runs) {
                work.call(request, counted);
            } else {
                enqueue(work, request, counted);
            }
        };
    }

    private void leave() {
        inside--;
        idleSince = simulation.now();
        if (inside == 0 && !looking) {
            check(keepNanos);
        }
    }

    private void check(long nanos) {
        looking = true;
        host.schedule(nanos, this::check);
    }

    private void check() {
        looking = false;
        long left = idleSince + keepNanos - simulation.now();
        if (inside == 0 && left > 0) {
            check(left);
        } else if (inside == 0 && member.isWorking()) {
            int process = host.incarnation();
            member.whenIdle(() -> recheck(process));
        } else if (inside == 0 && member.inService()) {
            stop();
        }
    }

    private void recheck(int process) {
        if (host.incarnation() == process) {
            check();
        }
    }

    private void stop() {
        stops++;
        stopping = true;
        member.sleep();
        stopping = false;
        measures.timeOff().add(simulation.now(), 1);
        rested.run();
    }

    private void enqueue(Service work, Request request, Reply reply) {
        arrivals++;
        measures.callsHeld().add(simulation.now());
        held.add(new HeldCall(work, request, reply, simulation.now(), simulation.trail()));
        if (isOff()) {
            measures.coldStarts().add(simulation.now());
            on();
            member.wake();
            rested.run();
            long nanos = boot.sampleNanos(random.withIdentity(KeyedRandom.key(starts++, 0, host.node())));
            host.schedule(nanos, this::run);
        }
    }

    private void on() {
        measures.timeOff().add(simulation.now(), -1);
    }

    /** Admits the held calls after the start; the host's own queue limits apply. */
    private void run() {
        member.rise();
        for (HeldCall call : List.copyOf(held)) {
            if (held.remove(call)) {
                letIn(call);
            }
        }
    }

    private void letIn(HeldCall call) {
        departures++;
        measures.coldWait().record(call.since(), simulation.now() - call.since());
        Trail own = simulation.trail();
        simulation.resume(call.trail(), RequestPhase.WAITING);
        if (spec.processing().cancellation() != Cancellation.NONE
                && call.request().token().isCancelled()) {
            call.reply().accept(call.request().token().outcome(), number);
        } else {
            call.work().call(call.request(), call.reply());
        }
        simulation.restore(own);
    }

    /** Ends the stopped state after a crash from a cause other than the idle stop itself. */
    @Override
    public void onCrash() {
        inside = 0;
        looking = false;
        lost += held.size();
        held.clear();
        if (!stopping && member.idleState() != HostLifecycle.Rest.AWAKE) {
            if (isOff()) {
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
            check(keepNanos);
        }
    }

    @Override
    public void membershipChanged() {
        measures.timeOff().capacity(simulation.now(), member.hasProcess() ? 1 : 0);
    }
}
