package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.Instrument;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.Step;
import dev.brownout.tracing.RunObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scenario on a bare simulation. Its components are wired and its faults injected as in a run, but the test makes the
 * calls itself, one at a time, and reads their outcomes as a log. The audit runs whenever the log is read.
 */
public class Harness {
    /** A millisecond in nanoseconds. */
    public static final long MILLI = 1_000_000;

    /** Clock and event list. */
    public final Simulation simulation;

    private final RunEnvironment run;
    private final RunModel model;
    private final List<Line> lines = new ArrayList<>();
    private int notesRead;

    private record Line(long at, String text) {}

    /** Creates and starts all components, without any load. */
    public Harness(Fixture<?> fixture) {
        Scenario scenario = fixture.scenario();
        TimeGrid grid = new TimeGrid(scenario.durationNanos(), scenario.durationNanos(), List.of());
        run = new RunEnvironment(scenario, List.of(), 0, grid, Set.of(), RunObserver.noObserver());
        model = new RunBuilder(run).build();
        simulation = run.simulation;
        new FaultTimeline(model).start();
        model.components().values().forEach(own -> own.component.start());
    }

    /** Returns a component of the scenario. */
    public final Component component(String name) {
        return model.component(name);
    }

    /** Returns the hosts of a component, in the order of their creation. */
    public final List<Host> hosts(String component) {
        return model.components().get(component).hosts();
    }

    /** Creates a calling host outside of the scenario. The region is empty for none. */
    public final Host caller(String component, String node, String region) {
        return new Host(
                simulation, component, node, new Location(region, ""), new CallMeter(run.grid, Outcome.count() + 1));
    }

    /** Returns the client side of a component at a calling host. */
    public final Service connect(Host caller, String component, CallTarget route) {
        return component(component).connect(caller, route);
    }

    /** Returns the client side of a component at a calling host, with the batching of a step. */
    public final Service gathering(Host caller, Step step, String component, Service calls) {
        return Step.BatchStep.of(step).orElseThrow().batcher(model.components().get(component).context, caller, calls);
    }

    /** Returns the links between two regions. */
    public final List<Link> links(String one, String other) {
        return run.network.links(one, other);
    }

    /** Schedules an action at a time in ms. */
    public final void scheduleAt(double millis, Runnable action) {
        simulation.scheduleAt((long) (millis * MILLI), step -> action.run(), 0);
    }

    /** Sends a call at a time in ms. */
    public final void send(double atMillis, Service service, Request request, Reply reply) {
        scheduleAt(atMillis, () -> service.call(request, reply));
    }

    /** Writes {@code TEXT at MILLISECONDS} into the log. */
    public final void log(String text) {
        lines.add(new Line(simulation.now(), text + " at " + simulation.now() / 1e6));
    }

    /**
     * Advances the simulation to a time in ms, and runs the audit there.
     *
     * @return the log since it was last read, with the timeline notes of the components
     */
    public final List<String> runUntil(double millis) {
        simulation.runUntil((long) (millis * MILLI));
        runToEnd();
        new Auditor(model).audit(Map.of());
        List<Line> all = new ArrayList<>();
        List<TimelineEvent> notes = run.chronicle.events();
        notes.subList(notesRead, notes.size())
                .forEach(note -> all.add(new Line(note.atNanos(), note.text().toString())));
        notesRead = notes.size();
        all.addAll(lines);
        lines.clear();
        return all.stream()
                .sorted(Comparator.comparing(Line::at))
                .map(Line::text)
                .toList();
    }

    private void runToEnd() {
        long now = simulation.now();
        model.components().values().forEach(own -> own.complete(now));
    }

    /** Returns a metric of a component over the whole time so far. */
    public final double measure(String component, String name, String stat) {
        runToEnd();
        Instrument instrument = model.components().get(component).instruments.of(name);
        return instrument.value(run.wholeRun(), stat);
    }
}
