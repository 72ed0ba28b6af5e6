package dev.brownout.runtime;

import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.scenario.AlertAction;
import dev.brownout.scenario.AlertMetrics;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.sentence.Sentence;
import java.util.function.BiConsumer;

/**
 * Runtime state of one action of an alert. The action runs with a delay after the alert fires. It is cancelled if the
 * alert resolves before. It runs at most once per firing of the alert.
 */
final class AlertActionExecution extends Event {
    private final RunModel model;
    private final RunEnvironment run;
    private final Simulation simulation;
    private final String alert;
    private final String path;
    private final FaultEntry fault;
    private final Sampler after;
    private final KeyedRandom random;
    private final AlertMetrics measures;
    private final BiConsumer<String, Sentence> eventListener;
    private long timer = Simulation.NO_TIMER;
    private long scheduled;
    private long done;
    private long cancelled;

    AlertActionExecution(
            RunModel model,
            String alert,
            int number,
            AlertAction action,
            AlertMetrics measures,
            BiConsumer<String, Sentence> eventListener) {
        this.model = model;
        this.run = model.run();
        this.simulation = run.simulation;
        this.alert = alert;
        this.path = "alerts." + alert + ".then." + number;
        this.fault = action.what();
        this.after = action.after().sampler();
        this.random = run.random(path + ".after");
        this.measures = measures;
        this.eventListener = eventListener;
        run.audit.identity(
                path + ": scheduled = done + cancelled + pending",
                () -> scheduled,
                () -> done + cancelled + (timer == Simulation.NO_TIMER ? 0 : 1));
    }

    /** Checks that the selector of the action matches a target. */
    void check() {
        new ResolvedFaultTargets(model, fault, path).check();
    }

    /** Returns the number of executions. */
    long done() {
        return done;
    }

    /** Returns the number of executions cancelled because the alert resolved first. */
    long cancelled() {
        return cancelled;
    }

    /** Schedules the action. Called when the alert fires. */
    void fires() {
        scheduled++;
        timer = simulation.scheduleAfter(after.sampleNanos(random), this, 0);
    }

    /** Cancels the action if it is pending. Called when the alert resolves. */
    void resolves() {
        if (timer != Simulation.NO_TIMER) {
            simulation.cancel(timer);
            timer = Simulation.NO_TIMER;
            cancelled++;
            count(measures.cancelled());
        }
    }

    private void count(Counter counter) {
        counter.add(simulation.now());
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        done++;
        count(measures.actions());
        ResolvedFaultTargets targets = new ResolvedFaultTargets(model, fault, done == 1 ? path : path + " " + done);
        targets.resolve();
        boolean withoutTargets = targets.hasNoTarget();
        eventListener.accept(
                "action",
                Sentence.of(withoutTargets ? "{} action: {} (no target)" : "{} action: {}", alert, fault.sentence()));
        fault.spec().begin(targets);
        long end = fault.durationNanos().orElse(fault.spec().momentary() ? 0 : Long.MAX_VALUE);
        if (end == 0) {
            fault.spec().end(targets);
        } else if (end < run.scenario.durationNanos() - simulation.now()) {
            simulation.scheduleAfter(end, moment -> endAction(targets), 0);
        }
    }

    private void endAction(ResolvedFaultTargets targets) {
        eventListener.accept("action-end", Sentence.of("{} (action of {}) ends", fault.sentence(), alert));
        fault.spec().end(targets);
    }
}
