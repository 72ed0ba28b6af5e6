package dev.brownout.runtime;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.metrics.AlertLog;
import dev.brownout.metrics.AlertSignal;
import dev.brownout.metrics.AlertSignal.Lookback;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.metrics.WindowResolver;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.scenario.AlertMetrics;
import dev.brownout.scenario.AlertSpec;
import dev.brownout.sentence.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runtime state of an alert. The monitor evaluates its condition at a fixed interval. It fires when the condition has
 * held for the configured time, and resolves at the first evaluation at which the condition is false.
 */
final class AlertMonitor extends Event {
    /** Maximum number of changes of one alert on the timeline. Further changes are counted only. */
    private static final int MAX_TIMELINE_EVENTS = 24;

    /** Approximate memory of one recorded instant, in bytes. */
    private static final int BYTES_EACH = 64;

    /**
     * Event step of an evaluation. Steps from 0 are indices of windows. Such an event marks the start of a later
     * evaluation's window.
     */
    private static final int EVALUATION = -1;

    private final RunModel model;
    private final RunEnvironment run;
    private final Simulation simulation;
    private final String name;
    private final AlertSpec spec;
    private final AlertMetrics measures;
    private final AlertLog log;
    private final List<Lookback> windows = new ArrayList<>();
    private final List<AlertActionExecution> reactions = new ArrayList<>();
    private final List<WindowResolver.Bounds> faults = new ArrayList<>();
    private AlertSignal signal;
    private long holdsSince = -1;
    private boolean firing;
    private long fired;
    private long resolved;
    private int reported;

    AlertMonitor(RunModel model, String name, AlertSpec spec) {
        this.model = model;
        this.run = model.run();
        this.simulation = run.simulation;
        this.name = name;
        this.spec = spec;
        InstrumentRegistry instruments = new InstrumentRegistry(run.grid);
        this.measures = instruments.create(AlertMetrics.class);
        measures.firing().capacity(1);
        this.log = new AlertLog(instruments, spec.reachNanos());
        run.scenario.faults().forEach(fault -> faults.add(WindowResolver.bounds(fault, run.scenario.durationNanos())));
        for (int i = 0; i < spec.then().size(); i++) {
            reactions.add(new AlertActionExecution(model, name, i, spec.then().get(i), measures, this::note));
        }
        run.audit.identity(
                name + ": actions done + cancelled = counted",
                () -> reactions.stream()
                        .mapToLong(action -> action.done() + action.cancelled())
                        .sum(),
                () -> total(measures.actions()) + total(measures.cancelled()));
        run.audit.identity(name + ": fired = resolved + still firing", () -> fired, () -> resolved + (firing ? 1 : 0));
        run.audit.identity(
                name + ": fired + resolved = counted",
                () -> fired + resolved,
                () -> total(measures.fired()) + total(measures.resolved()));
        run.audit.reportMemoryUse(
                "evaluations of " + name,
                BYTES_EACH,
                () -> log.length()
                        + windows.stream().mapToLong(Lookback::snapshotMemory).sum());
    }

    String name() {
        return name;
    }

    /** Returns the firing times and metrics of the alert. */
    AlertLog log() {
        return log;
    }

    AlertSpec spec() {
        return spec;
    }

    /** Sets the signal of the alert and creates its windows. */
    void reads(AlertSignal found) {
        signal = found;
        spec.over().stream().map(Duration::toNanos).map(found::lookback).forEach(windows::add);
    }

    /** Checks that the selector of each action matches a target. */
    void check() {
        reactions.forEach(AlertActionExecution::check);
    }

    /** Starts the periodic evaluation at a random phase. A monitor is not synchronized with the start of the run. */
    void start() {
        KeyedRandom random = run.random("alerts." + name + ".phase");
        long every = spec.every().toNanos();
        long first = 1 + (long) (random.uniform() * (every - 1));
        for (int i = 0; i < windows.size(); i++) {
            Lookback window = windows.get(i);
            window.start();
            long begin = Math.floorMod(first - window.spanNanos(), every);
            simulation.scheduleAfter(begin == 0 ? every : begin, this, i);
        }
        simulation.scheduleAfter(first, this, EVALUATION);
    }

    @Override
    public void fire(int step) {
        simulation.scheduleAfter(spec.every().toNanos(), this, step);
        long now = simulation.now();
        if (step == EVALUATION) {
            evaluate(now);
        } else {
            windows.get(step).begin(now);
        }
    }

    private void evaluate(long now) {
        if (!holds(now)) {
            holdsSince = -1;
            if (firing) {
                resolve(now);
            }
            return;
        }
        holdsSince = holdsSince < 0 ? now : holdsSince;
        if (!firing && now - holdsSince >= spec.for_().map(Duration::toNanos).orElse(0L)) {
            startFiring(now);
        }
    }

    /**
     * Returns whether the condition holds now, over all windows. Every window is evaluated, because each evaluation
     * advances the window.
     */
    private boolean holds(long now) {
        boolean holds = true;
        for (Lookback window : windows) {
            holds &= spec.if_().holds(window.value(now));
        }
        return windows.isEmpty() ? spec.if_().holds(signal.currentValue()) : holds;
    }

    private void startFiring(long now) {
        firing = true;
        fired++;
        log.fires(now);
        measures.fired().add(now);
        measures.firing().add(now, 1);
        if (!faultActive(now)) {
            measures.falseAlarms().add(now);
        }
        note("alert-fired", Sentence.of("{} fires: {}", name, conditionText()));
        reactions.forEach(AlertActionExecution::fires);
    }

    private void resolve(long now) {
        firing = false;
        resolved++;
        measures.resolved().add(now);
        measures.firing().add(now, -1);
        note("alert-resolved", Sentence.of("{} resolves", name));
        reactions.forEach(AlertActionExecution::resolves);
    }

    /** Returns whether a fault or a host failure was active within the time span that the condition covers. */
    private boolean faultActive(long now) {
        long since = now - spec.reachNanos();
        return faults.stream().anyMatch(fault -> fault.fromNanos() <= now && fault.toNanos() >= since)
                || model.failures().stream().anyMatch(machines -> machines.failedSince(since));
    }

    private String conditionText() {
        String over = spec.over().stream()
                .map(window -> TimeFormat.text(window.toNanos()))
                .collect(Collectors.joining(" and over "));
        return spec.if_().text() + (over.isEmpty() ? "" : " over " + over);
    }

    private void note(String event, Sentence text) {
        if (reported <= MAX_TIMELINE_EVENTS) {
            boolean complete = reported++ < MAX_TIMELINE_EVENTS;
            run.chronicle.note(
                    complete ? event : "untold",
                    "",
                    "",
                    complete ? text : Sentence.of("{}: further alerts are counted but not listed", name),
                    TimelineEvent.facts("alert", name));
        }
    }

    private long total(Counter counter) {
        return counter.total(run.wholeRun());
    }
}
