package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The disk of a machine: one operation after the other, first come first served, none of which is interrupted. It
 * stands still and is slow with its machine, and by faults of its own besides; what it has not finished is lost with
 * the machine's process.
 *
 * <p>Reordering, several operations at a time and what the disk itself keeps in memory are left out.
 */
public final class Disk implements Host.Resident {
    /** What a disk is called, behind the name of its machine. */
    public static final String NAME = "disk";

    private final Simulation simulation;
    private final Host machine;
    private final Host own;
    private final boolean shared;
    private final Counters counters;
    private final ArrayDeque<Operation> line = new ArrayDeque<>();
    private int waiting;
    private Operation running;
    /** The fsync in the line in which those who come now have a part; {@code null} for none. */
    private Operation open;

    private long timer = Simulation.NO_TIMER;
    private long endsAt;
    private long asked;
    private long done;
    private long lost;

    /**
     * What is counted of it.
     *
     * @param busy 1 while it works
     * @param waiting who waits for it
     * @param waited how long each waited
     * @param fsyncs those that were begun
     */
    public record Counters(Occupancy busy, TimeWeighted waiting, LatencyHistogram waited, Counter fsyncs) {}

    /**
     * An idle disk.
     *
     * @param shared whether those who ask for an fsync have one together where it has not begun
     */
    public Disk(Simulation simulation, Host machine, boolean shared, Counters counters) {
        this.simulation = simulation;
        this.machine = machine;
        this.shared = shared;
        this.counters = counters;
        this.own = new Host(simulation, machine.component(), machine.node() + "/" + NAME, machine.site(), null);
        machine.attach(new WithMachine());
        CapacityTracker.whileUp(simulation, machine, counters.busy, 1);
        own.attach(this);
    }

    /** Whether a machine is the disk of another, which has failures of its own. */
    public static boolean is(Host host) {
        return host.node().endsWith("/" + NAME);
    }

    /** What fails of it without its machine. */
    public Host host() {
        return own;
    }

    /** Whether whoever comes now does not wait. */
    public boolean idle() {
        return running == null && !standsStill();
    }

    private boolean standsStill() {
        return own.isSuspended() || machine.isSuspended();
    }

    /** How many wait for it. */
    public int waiting() {
        return waiting;
    }

    /** Names the instants since when requests wait for it, in their order. */
    public void eachWaiting(LongConsumer since) {
        line.forEach(operation -> operation.parts.forEach(part -> since.accept(part.since)));
    }

    /** The time for which the first in line has waited, in nanoseconds; 0 where none waits. */
    public long oldestAgeNanos() {
        return line.isEmpty() ? 0 : simulation.now() - line.peek().parts.get(0).since;
    }

    /** How often somebody asked something of it. */
    public long asked() {
        return asked;
    }

    /** What became of that: done, lost with a process, or not done yet. */
    public long accountedFor() {
        return done + lost + waiting + (running == null ? 0 : running.parts.size());
    }

    /** Reads, for so long on an idle disk at full speed; {@code then} follows at the end. */
    public void read(long nanos, Runnable then) {
        ask(new Operation(nanos, false), then);
    }

    /** Puts on the disk what was written; {@code then} follows at the end. */
    public void fsync(long nanos, Runnable then) {
        if (open != null) {
            join(open, then);
            return;
        }
        ask(new Operation(nanos, true), then);
    }

    private void ask(Operation operation, Runnable then) {
        join(operation, then);
        line.add(operation);
        open = operation.fsync && shared ? operation : open;
        if (idle()) {
            next();
        }
    }

    private void join(Operation operation, Runnable then) {
        asked++;
        operation.parts.add(new Part(then, simulation.now(), simulation.trail()));
        waits(1);
    }

    private void waits(int change) {
        waiting += change;
        counters.waiting.add(simulation.now(), change);
    }

    /** Begins with whoever is first. */
    private void next() {
        running = line.poll();
        if (running == null) {
            return;
        }
        open = running == open ? null : open;
        long now = simulation.now();
        waits(-running.parts.size());
        counters.busy.add(now, 1);
        if (running.fsync) {
            counters.fsyncs.add(now);
        }
        for (Part part : running.parts) {
            counters.waited.record(now, now - part.since);
        }
        passed(RequestPhase.WAITING);
        work(own.slowedNanos(machine.slowedNanos(running.nanos)));
    }

    /** What those have gone through until now that have a part in what it does. */
    private void passed(RequestPhase phase) {
        Trail before = simulation.trail();
        for (Part part : running.parts) {
            simulation.resume(part.trail, phase);
            part.trail = simulation.trail();
        }
        simulation.restore(before);
    }

    private void work(long nanos) {
        Trail before = simulation.trail();
        simulation.restore(running.parts.get(0).trail);
        endsAt = simulation.now() + nanos;
        timer = simulation.after(nanos, running, 0);
        simulation.restore(before);
    }

    private void rest() {
        running = null;
        timer = Simulation.NO_TIMER;
        counters.busy.add(simulation.now(), -1);
    }

    private void finished(Operation operation) {
        Trail first = simulation.trail();
        rest();
        done += operation.parts.size();
        next();
        for (Part part : operation.parts) {
            if (part == operation.parts.get(0)) {
                simulation.restore(first);
            } else {
                simulation.resume(part.trail, RequestPhase.WORK);
            }
            part.then.run();
        }
        simulation.restore(first);
    }

    @Override
    public void onCrash() {
        lost += waiting;
        waits(-waiting);
        line.clear();
        open = null;
        if (running != null) {
            lost += running.parts.size();
            simulation.cancel(timer);
            rest();
        }
    }

    @Override
    public void onSuspend() {
        if (!machine.isSuspended()) {
            halt();
        }
    }

    @Override
    public void onResume() {
        if (!machine.isSuspended()) {
            goOn();
        }
    }

    private void halt() {
        if (running != null) {
            simulation.cancel(timer);
            endsAt -= simulation.now();
            passed(RequestPhase.WORK);
        }
    }

    private void goOn() {
        if (running == null) {
            next();
            return;
        }
        passed(RequestPhase.WAITING);
        work(endsAt);
    }

    /** What happens to the machine happens to its disk. */
    private final class WithMachine implements Host.Resident {
        @Override
        public void onCrash() {
            Disk.this.onCrash();
        }

        @Override
        public void onSuspend() {
            if (!own.isSuspended()) {
                halt();
            }
        }

        @Override
        public void onResume() {
            if (!own.isSuspended()) {
                goOn();
            }
        }
    }

    /** Somebody's part in an operation. */
    private static final class Part {
        private final Runnable then;
        private final long since;
        private Trail trail;

        Part(Runnable then, long since, Trail trail) {
            this.then = then;
            this.since = since;
            this.trail = trail;
        }
    }

    /** Something that the disk does, for all who have a part in it. */
    private final class Operation extends Event {
        private final long nanos;
        private final boolean fsync;
        private final List<Part> parts = new ArrayList<>(1);

        Operation(long nanos, boolean fsync) {
            this.nanos = nanos;
            this.fsync = fsync;
        }

        @Override
        public void fire(int step) {
            finished(this);
        }

        @Override
        public RequestPhase phase(int step) {
            return RequestPhase.WORK;
        }
    }
}
