package dev.brownout.component.function;

import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.Cores;
import dev.brownout.host.FifoCores;
import dev.brownout.host.Host;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.policy.ratelimit.TokenBucket;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.step.StepCompiler;
import dev.brownout.step.StepProgram;
import java.util.List;
import java.util.function.Function;

/** The instances of a function in one region: it assigns calls to instances, starts and stops them, and bills them. */
final class InstancePool implements Host.Resident {
    @RequiresParameter("max_instances")
    record LimitMetrics(
            @Doc("Calls in instances, as a share of 'max_instances' times 'concurrency', time-weighted.")
            @Display(Display.As.UTILIZATION)
            @LimitMetric("instances")
            Occupancy utilization) {}

    private final FunctionSpec spec;
    private final ComponentContext context;
    private final Simulation simulation;
    private final Host host;
    private final InstanceMetrics measures;
    private final InstanceBilling billing;
    private final Occupancy utilization;
    private final long idleNanos;
    private final int maximum;
    /** Concurrency of the account; {@code null} for no limit. */
    private final AccountShare share;

    /** Instance starts that are allowed now; {@code null} for no limit. */
    private final TokenBucket scaleOut;

    private final Sampler coldStart;
    private final KeyedRandom starting;
    private final Cores executions;
    private final ComponentInFlightCount census;
    private final InstanceList provisionedReady = new InstanceList();
    private final InstanceList ready = new InstanceList();
    /** Starting instances with a free place, which only instances for several calls have. */
    private final InstanceList booting = new InstanceList();

    private final InstanceList idle = new InstanceList();
    private final InstanceProcesses processes;
    /** True while an event checks for idle instances. */
    private boolean checking;

    /** Number of deployments so far. */
    private int version;

    private int alive;
    private int busy;
    private long inside;
    private long waiting;
    private long arrived;
    private long invoked;
    private long throttled;
    private long created;
    private long endedInstances;

    InstancePool(FunctionSpec spec, ComponentContext context, Host host) {
        this.spec = spec;
        this.context = context;
        this.simulation = context.simulation();
        this.host = host;
        this.measures = context.metrics().instruments(InstanceMetrics.class, host);
        this.billing = new InstanceBilling(spec, context, host, measures.billedMemory());
        this.utilization = spec.maxInstances().isPresent()
                ? context.metrics().instruments(LimitMetrics.class, host).utilization()
                : new Occupancy(context.grid());
        this.idleNanos = Math.min(Sampler.MOST_NANOS, spec.idleTimeout().toNanos());
        this.maximum = spec.maxInstances().orElse(Integer.MAX_VALUE);
        this.share = spec.account()
                .map(account -> new AccountShare(spec, account, context, host))
                .orElse(null);
        this.scaleOut = spec.scaleOut().map(FunctionSpec.ScaleOut::starts).orElse(null);
        this.coldStart = spec.coldStart().sampler();
        this.starting = context.random("cold_start");
        this.executions = new FifoCores(
                simulation,
                host,
                FifoCores.UNLIMITED,
                Integer.MAX_VALUE,
                new Occupancy(context.grid()),
                new TimeWeighted(context.grid()));
        this.census = new ComponentInFlightCount(host);
        this.processes = new InstanceProcesses(simulation, host);
        utilization.capacity((long) spec.maxInstances().orElse(0) * spec.concurrency());
        host.attach(this);
        provision();
        audit();
    }

    private void audit() {
        AuditRegistry audit = context.audit();
        String name = "/" + host.node();
        audit.identity(name + ": calls = invocations + throttled calls", () -> arrived, () -> invoked + throttled);
        audit.identity(name + ": instances started = running + ended", () -> created, () -> alive + endedInstances);
        audit.identity(
                name + ": calls in instances = waiting for a start + in execution",
                () -> inside,
                () -> waiting + census.callsInside());
        audit.identity(
                name + ": instances = busy + idle",
                () -> alive,
                () -> busy + measures.idleInstances().value());
        if (share != null) {
            audit.identity(name + ": calls counted by the account = calls in instances", share::calls, () -> inside);
        }
        audit.identity(name + ": calls in instances", () -> audit.admittedCalls(host), () -> inside);
        audit.reportMemoryUse("instances of a function", 300, () -> alive);
    }

    /** Returns the bill of its instances. */
    InstanceBilling billing() {
        return billing;
    }

    /** Returns the service of the function for a route: the execution, and the steps after it. */
    Service serving(CallTarget route) {
        StepProgram.Settings settings =
                new StepProgram.Settings(StepProgram.Cancellation.NONE, null, null, request -> 0);
        CallTarget downstream = route.downstream(route.operation(), List.of());
        StepProgram.Workplace workplace = new StepProgram.Workplace(executions, null, census, null, settings);
        Function<Host, Service> compiler = process -> new StepCompiler(context, process, workplace, downstream)
                .work("service", spec.service())
                .steps(route.rest())
                .program();
        processes.first().program(compiler);
        return (request, reply) -> call(compiler, request, reply);
    }

    private void call(Function<Host, Service> compiler, Request request, Reply reply) {
        long now = simulation.now();
        arrived++;
        FunctionInstance instance = find(now);
        if (instance == null) {
            throttled++;
            measures.throttled().add(now);
            reply.accept(Outcome.LIMITED, context.number());
            return;
        }
        invoked++;
        measures.invocations().add(now);
        measures.coldShare().add(now, instance.initialized ? 0 : 1, 1);
        occupy(instance, now);
        Service work = instance.process.program(compiler);
        int incarnation = host.incarnation();
        Reply counted = (outcome, detail) -> {
            if (host.incarnation() == incarnation) {
                release(instance);
            }
            reply.accept(outcome, detail);
        };
        if (instance.initialized) {
            work.call(request, counted);
        } else {
            waiting++;
            instance.waiting.add(new FunctionInstance.WaitingCall(work, request, counted, simulation.trail()));
        }
    }

    /** Returns the instance for a call, a new one if necessary; {@code null} if the limits allow none. */
    private FunctionInstance find(long now) {
        FunctionInstance found = provisionedReady.newest();
        if (share != null && !share.admits(now, found != null)) {
            return null;
        }
        if (found == null) {
            found = ready.newest();
        }
        if (found == null) {
            found = booting.oldest();
        }
        boolean may = found == null && alive < maximum && (scaleOut == null || scaleOut.tryAcquire(now));
        return may ? start(now) : found;
    }

    private FunctionInstance start(long now) {
        measures.coldStarts().add(now);
        long key = KeyedRandom.key(created, 0, host.node());
        FunctionInstance instance = add(false);
        booting.use(instance.ready);
        host.schedule(host.slowedNanos(coldStart.sampleNanos(starting.withIdentity(key))), () -> run(instance));
        return instance;
    }

    /** Adds an instance with a process of its own. */
    private FunctionInstance add(boolean provisioned) {
        alive++;
        created++;
        measures.instances().add(simulation.now(), 1);
        return new FunctionInstance(provisioned, version, processes.start());
    }

    private void end(FunctionInstance instance) {
        processes.end(instance.process);
        countEnded(1);
    }

    private void countEnded(int instances) {
        alive -= instances;
        endedInstances += instances;
        measures.instances().add(simulation.now(), -instances);
    }

    private void occupy(FunctionInstance instance, long now) {
        if (instance.calls == 0) {
            instance.busySince = now;
            idle.remove(instance.idle);
            busy(1);
            if (instance.initialized) {
                measures.idleInstances().add(now, -1);
            }
        }
        instance.calls++;
        inside++;
        utilization.add(now, 1);
        if (share != null) {
            share.count(now, instance.provisioned, 1);
        }
        InstanceList list = list(instance);
        if (instance.calls == spec.concurrency()) {
            list.remove(instance.ready);
        } else if (instance.initialized) {
            list.use(instance.ready);
        }
    }

    private void busy(int change) {
        busy += change;
        measures.busyInstances().add(simulation.now(), change);
    }

    private InstanceList list(FunctionInstance instance) {
        return instance.provisioned ? provisionedReady : instance.initialized ? ready : booting;
    }

    /** Lets a started instance process the calls that wait for it. */
    private void run(FunctionInstance instance) {
        booting.remove(instance.ready);
        instance.initialized = true;
        if (!isOutdated(instance) && instance.calls < spec.concurrency()) {
            ready.use(instance.ready);
        }
        List<FunctionInstance.WaitingCall> calls = List.copyOf(instance.waiting);
        instance.waiting.clear();
        for (FunctionInstance.WaitingCall call : calls) {
            waiting--;
            Trail own = simulation.trail();
            simulation.resume(call.trail(), RequestPhase.WAITING);
            call.work().call(call.request(), call.reply());
            simulation.restore(own);
        }
    }

    private void release(FunctionInstance instance) {
        long now = simulation.now();
        instance.calls--;
        inside--;
        utilization.add(now, -1);
        if (share != null) {
            share.count(now, instance.provisioned, -1);
        }
        if (instance.calls == 0) {
            billing.bill(instance, now);
            busy(-1);
        }
        if (isOutdated(instance)) {
            if (instance.calls == 0) {
                end(instance);
            }
            return;
        }
        list(instance).use(instance.ready);
        if (instance.calls == 0) {
            measures.idleInstances().add(now, 1);
            instance.idleSince = now;
            if (!instance.provisioned) {
                idle.use(instance.idle);
                check();
            }
        }
    }

    /** Schedules the check for idle instances at the timeout of the one that has been idle longest. */
    private void check() {
        FunctionInstance first = idle.oldest();
        if (!checking && first != null) {
            checking = true;
            host.schedule(Math.max(0, first.idleSince + idleNanos - simulation.now()), this::expire);
        }
    }

    private void expire() {
        checking = false;
        FunctionInstance first = idle.oldest();
        while (first != null && first.idleSince + idleNanos <= simulation.now()) {
            stop(first);
            first = idle.oldest();
        }
        check();
    }

    private void stop(FunctionInstance instance) {
        idle.remove(instance.idle);
        ready.remove(instance.ready);
        measures.idleInstances().add(simulation.now(), -1);
        end(instance);
    }

    /**
     * Stops idle instances. Instances with calls take no further ones. Provisioned instances are replaced in advance.
     */
    void deploy() {
        while (idle.oldest() != null) {
            stop(idle.oldest());
        }
        empty(ready);
        empty(booting);
        version++;
    }

    private static void empty(InstanceList list) {
        while (list.oldest() != null) {
            list.remove(list.oldest().ready);
        }
    }

    /** Returns whether an instance takes no new calls, because a newer version has been deployed. */
    private boolean isOutdated(FunctionInstance instance) {
        return !instance.provisioned && instance.version < version;
    }

    private void provision() {
        int number = spec.provisioned().orElse(0);
        for (int i = 0; i < number; i++) {
            FunctionInstance instance = add(true);
            instance.initialized = true;
            provisionedReady.use(instance.ready);
        }
        if (number > 0) {
            measures.idleInstances().add(simulation.now(), number);
        }
    }

    @Override
    public void onCrash() {
        long now = simulation.now();
        utilization.add(now, -inside);
        if (share != null) {
            share.clear(now);
        }
        inside = 0;
        waiting = 0;
        measures.idleInstances().add(now, -measures.idleInstances().value());
        busy(-busy);
        countEnded(alive);
        processes.endAll();
        List.of(provisionedReady, ready, booting, idle).forEach(InstanceList::clear);
        checking = false;
    }

    @Override
    public void onRestart() {
        provision();
    }
}
