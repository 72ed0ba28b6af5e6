package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.policy.retry.BackoffSequence;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.List;

/**
 * The start of the processes of one host: each process runs the start steps and is ready when they have succeeded. A
 * process with a failed step exits, and another one starts after a backoff.
 */
final class ProcessStart implements Host.Resident {
    @RequiresParameter("on_start")
    record Measures(
            @Doc("Processes that began their start steps.") @ChartTitle("Starts of {}")
            Counter starts,

            @Doc("Processes that ended before they were ready: a start step failed, or a fault killed them.")
            @ChartTitle("Failed starts of {}")
            Counter failedStarts,

            @Doc("Nodes that are starting: in their start steps, in jitter, in a backoff, or waiting for the steps of "
                    + "other nodes; time-weighted.")
            @Display(Display.As.LINE)
            @ChartTitle("Starting nodes of {}")
            TimeWeighted starting,

            @Doc("Time from the start of a process to readiness, with the failed starts of its node before and the "
                    + "waits between them.")
            @ChartTitle("Start time of {}")
            LatencyHistogram startTime) {}

    private static final long NONE = -1;

    private final StartSpec spec;
    private final Simulation simulation;
    private final StartSteps tier;
    private final Host host;
    private final Service program;
    private final KeyedRandom random;
    private final Sampler jitter;
    private final Measures measures;
    private final BackoffSequence waits;
    private final long identity;
    /** Time at which the host began to start; {@link #NONE} if it is not starting. */
    private long startNanos = NONE;
    /** Time at which the latest process began. */
    private long begunAt;

    private boolean steps;
    private boolean queued;
    /** True while a process ends by itself. */
    private boolean exiting;
    /** Failed starts since the last process that ran for the reset time. */
    private int failures;

    private long started;
    private long ready;
    private long failed;

    /**
     * Creates the start of a host that has no process, or one that is ready.
     *
     * @param program the start steps
     */
    ProcessStart(StartSpec spec, ComponentContext context, StartSteps tier, Host host, Service program) {
        this.spec = spec;
        this.simulation = context.simulation();
        this.tier = tier;
        this.host = host;
        this.program = program;
        this.random = context.random("on_start");
        this.jitter = spec.jitter().map(distribution -> distribution.sampler()).orElse(null);
        this.waits = spec.waits();
        this.measures = context.metrics().instruments(Measures.class, host);
        this.identity = KeyedRandom.key(0, 0, context.name() + "/" + region() + "/" + host.node() + " starts");
        AuditRegistry audit = context.audit();
        audit.overdue(new OverdueWaits(context.grid(), List.of(measures.startTime()), List.of(), open -> {
            if (startNanos != NONE) {
                open.open(startNanos, 1);
            }
        }));
        audit.identity(
                "/" + host.node() + ": starts = ready + failed + in progress",
                () -> started,
                () -> ready + failed + (steps ? 1 : 0));
        host.attach(this);
        host.membership().onProcessStart(this::begin);
    }

    /** Returns the region of the host. */
    String region() {
        return host.site().region();
    }

    /** Begins the start of the host. */
    private void begin() {
        startNanos = simulation.now();
        measures.starting().add(startNanos, 1);
        queue();
    }

    private void queue() {
        queued = true;
        tier.request(this);
    }

    /** Handles the admission in place of another process, in an event of its own. */
    void admittedNext() {
        queued = false;
        steps = true;
        host.schedule(0, this::run);
        count();
    }

    /** Handles the admission of a process that does not wait. */
    void onAdmitted() {
        queued = false;
        steps = true;
        count();
        run();
    }

    private void count() {
        begunAt = simulation.now();
        started++;
        measures.starts().add(begunAt);
    }

    private void run() {
        if (jitter == null) {
            call();
        } else {
            host.schedule(
                    jitter.sampleNanos(random.withIdentity(KeyedRandom.child(identity, started, 1, 0))), this::call);
        }
    }

    private void call() {
        long key = KeyedRandom.child(identity, started, 0, 0);
        Request request = Request.withoutUser(key, started - 1, simulation.now());
        program.call(request, (outcome, detail) -> end(outcome));
    }

    private void end(Outcome outcome) {
        steps = false;
        if (outcome.good()) {
            ready++;
            measures.startTime().record(startNanos, simulation.now() - startNanos);
            stop();
            host.membership().ready();
        } else {
            fail();
            exiting = true;
            host.membership().exit();
            exiting = false;
            host.schedule(waitNanos(), this::queue);
        }
        tier.release(this);
    }

    private void stop() {
        measures.starting().add(simulation.now(), -1);
        startNanos = NONE;
    }

    private void fail() {
        failed++;
        measures.failedStarts().add(simulation.now());
    }

    private long waitNanos() {
        return spec.restartsImmediately() && failures++ == 0
                ? 0
                : waits.nextNanos(random.withIdentity(KeyedRandom.child(identity, started, 2, 0)));
    }

    /** Handles the end of a process. The start of the host ends with it, unless the process exits by itself. */
    @Override
    public void onCrash() {
        if (simulation.now() - begunAt > StartSpec.RESET_NANOS) {
            failures = 0;
            waits.reset();
        }
        if (startNanos == NONE || exiting) {
            return;
        }
        stop();
        if (steps) {
            steps = false;
            fail();
            tier.release(this);
        } else if (queued) {
            queued = false;
            tier.withdraw(this);
        }
    }
}
