package dev.brownout.runtime;

import dev.brownout.fault.RandomFailureSpec;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.metrics.RunTimeline;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Random failures and required number of the machines of one component. Each machine has its own random stream. All
 * machines share the repair crews in first-come, first-served order.
 */
final class MachineFailures {
    /** Maximum number of events of one component on the timeline. Further events are counted only. */
    private static final int MAX_TIMELINE_EVENTS = 24;

    private final String component;
    private final RandomFailureSpec failures;
    private final Simulation simulation;
    private final RunTimeline chronicle;
    /** Times to failure; {@code null} if machines do not fail. */
    private final Sampler toFailure;

    private final Sampler ofRepair;
    private final RandomFailureSpec.Measures measures;
    private final RandomFailureSpec.RequiredMachines needed;
    private final List<Machine> machines = new ArrayList<>();
    private final Deque<Machine> waiting = new ArrayDeque<>();
    private int repairing;
    private int failed;
    private long repairedAt = -1;
    private int reported;

    /**
     * Creates the failure processes, one random stream per machine.
     *
     * @throws ScenarioException if the component has no machines or needs more than it has
     */
    MachineFailures(RunEnvironment run, ComponentRuntime own, RandomFailureSpec failures) {
        this.component = own.name;
        this.failures = failures;
        this.simulation = run.simulation;
        this.chronicle = run.chronicle;
        this.toFailure = failures.timesToFailure().map(Distribution::sampler).orElse(null);
        this.ofRepair = failures.timesOfRepair().sampler();
        List<Host> hosts = own.hosts();
        String path = "components." + component;
        if (hosts.isEmpty()) {
            String setting = toFailure == null ? ".needs" : ".mtbf";
            throw new ScenarioException(path + setting, "{} has no nodes that can fail", component);
        }
        int requiredMachines = failures.needs().orElse(0);
        if (requiredMachines > hosts.size()) {
            throw new ScenarioException(
                    path + ".needs", "'needs' is {}, but {} has {} nodes", requiredMachines, component, hosts.size());
        }
        this.measures = own.instruments.create(RandomFailureSpec.Measures.class);
        this.needed =
                failures.needs().isPresent() ? own.instruments.create(RandomFailureSpec.RequiredMachines.class) : null;
        if (needed != null) {
            needed.enough().capacity(1);
        }
        for (int i = 0; i < hosts.size(); i++) {
            machines.add(new Machine(hosts.get(i), run.random(component + " failures " + i)));
        }
    }

    /** Starts the failure processes. The first failure of each machine occurs after a full time to failure. */
    void start() {
        machines.forEach(Machine::updateState);
        if (toFailure != null) {
            machines.forEach(Machine::awaitFailure);
        }
    }

    /** Returns whether a machine was failed at any time since an instant. */
    boolean failedSince(long instant) {
        return failed > 0 || repairedAt >= Math.max(0, instant);
    }

    private void note(String event, String node, Sentence text) {
        if (reported <= MAX_TIMELINE_EVENTS) {
            boolean complete = reported++ < MAX_TIMELINE_EVENTS;
            Sentence sentence =
                    complete ? text : Sentence.of("{}: further failures are counted but not listed", component);
            chronicle.add(new TimelineEvent(
                    simulation.now(), complete ? event : "untold", component, complete ? node : "", "", sentence));
        }
    }

    /** Records an event of a single machine, unless the scenario sets the number of machines needed. */
    private void note(String event, Machine machine, String form) {
        if (needed == null) {
            note(event, machine.host.node(), Sentence.of(form, component + "/" + machine.host.node()));
        }
    }

    private void repairNext() {
        boolean free = repairing < failures.repairCrews().orElse(Integer.MAX_VALUE);
        Machine next = free ? waiting.poll() : null;
        if (next != null) {
            repairing++;
            next.repair();
        }
    }

    /** Updates the number of working machines and whether they are enough. */
    private void count(int change) {
        measures.up().add(simulation.now(), change);
        if (needed == null) {
            return;
        }
        boolean enoughUp = measures.up().value() >= failures.needs().get();
        boolean before = needed.enough().busy() == 1;
        if (enoughUp == before) {
            return;
        }
        needed.enough().add(simulation.now(), enoughUp ? 1 : -1);
        if (!enoughUp) {
            needed.shortages().add(simulation.now());
        }
        if (simulation.now() > 0) {
            Sentence text = enoughUp
                    ? Sentence.of("{}: enough working nodes again", component)
                    : Sentence.of(
                            "{}: {} of {} required nodes working",
                            component,
                            measures.up().value(),
                            failures.needs().get());
            note(enoughUp ? "enough-machines" : "too-few-machines", "", text);
        }
    }

    /** State of one machine: working, failed, waiting for a crew, or in repair. */
    private final class Machine implements Host.Resident {
        private final Host host;
        private final KeyedRandom random;
        private boolean working;

        Machine(Host host, KeyedRandom random) {
            this.host = host;
            this.random = random;
            host.attach(this);
        }

        void awaitFailure() {
            simulation.scheduleAfter(toFailure.sampleNanos(random), step -> fail(), 0);
        }

        private void fail() {
            if (!host.membership().hasProcess()) {
                awaitFailure();
                return;
            }
            measures.failures().add(simulation.now());
            note("failed", this, "{} fails (random failure)");
            failed++;
            host.begin(failures.failsBy());
            waiting.add(this);
            repairNext();
        }

        void repair() {
            simulation.scheduleAfter(ofRepair.sampleNanos(random), step -> finishRepair(), 0);
        }

        private void finishRepair() {
            repairing--;
            failed--;
            repairedAt = simulation.now();
            note("repaired", this, "{} repaired");
            host.end(failures.failsBy());
            awaitFailure();
            repairNext();
        }

        /** Updates the working state of the machine. */
        void updateState() {
            boolean isUp = host.isUp() && host.membership().inService();
            if (isUp != working) {
                working = isUp;
                count(isUp ? 1 : -1);
            }
        }

        @Override
        public void stateChanged() {
            updateState();
        }

        @Override
        public void membershipChanged() {
            updateState();
        }
    }
}
