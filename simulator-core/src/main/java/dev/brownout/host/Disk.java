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
import java.util.stream.Stream;

/**
 * Disk of a host. Operations are served one at a time, first come first served, non-preemptive. The disk pauses and
 * slows down with its host, and by faults of its own as well. Unfinished operations are lost with the process of the
 * host.
 *
 * <p>Reordering, parallel operations and the memory cache of the disk are not modelled.
 */
public final class Disk implements Host.Resident {
    /** Name of a disk, appended to the name of its host. */
    public static final String NAME = "disk";

    private final Simulation simulation;
    private final Host machine;
    private final Host own;
    private final boolean shared;
    private final Counters counters;
    private final ArrayDeque<Operation> line = new ArrayDeque<>();
    private int waiting;
    private Operation running;
    /** Queued fsync that later requests can join; {@code null} for none. */
    private Operation open;

    private long timer = Simulation.NO_TIMER;
    private long endsAt;
    private long requests;
    private long done;
    private long lost;

    /**
     * Metrics of a disk.
     *
     * @param busy 1 while the disk works
     * @param waiting requests that wait for the disk
     * @param waited waiting time of each request
     * @param fsyncs fsync operations that were started
     */
    public record Counters(Occupancy busy, TimeWeighted waiting, LatencyHistogram waited, Counter fsyncs) {}

    /**
     * Creates an idle disk.
     *
     * @param shared whether fsync requests share one operation that has not started yet (group commit)
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

    /** Returns whether a host represents a disk, which has faults of its own. */
    public static boolean is(Host host) {
        return host.node().endsWith("/" + NAME);
    }

    /** Returns the host that stands for the disk in faults of the disk alone. */
    public Host host() {
        return own;
    }

    /** Returns whether a new request does not wait. */
    public boolean isIdle() {
        return running == null && !isPaused();
    }

    private boolean isPaused() {
        return own.isSuspended() || machine.isSuspended();
    }

    /** Returns the number of waiting requests. */
    public int waiting() {
        return waiting;
    }

    /** Passes the instant at which each waiting request began to wait, in ns, in queue order. */
    public void eachWaiting(LongConsumer since) {
        line.forEach(operation -> operation.parts.forEach(part -> since.accept(part.startNanos)));
    }

    /** Returns the waiting time of the first request in the queue, in ns; 0 if the queue is empty. */
    public long oldestAgeNanos() {
        return line.isEmpty() ? 0 : simulation.now() - line.peek().parts.get(0).startNanos;
    }

    /** Returns the number of requests to the disk. */
    public long requests() {
        return requests;
    }

    /** Returns the number of requests by state: done, lost with a process, or pending. Equals {@link #requests}. */
    public long accountedFor() {
        return done + lost + waiting + (running == null ? 0 : running.parts.size());
    }

    /**
     * Reads from the disk.
     *
     * @param nanos duration on an idle disk at full speed, in ns
     * @param next runs at the end of the read
     */
    public void read(long nanos, Runnable next) {
        submit(new Operation(nanos, false), next);
    }

    /**
     * Flushes written data to the disk. Joins a queued fsync if the disk shares them.
     *
     * @param nanos duration on an idle disk at full speed, in ns
     * @param next runs at the end of the fsync
     */
    public void fsync(long nanos, Runnable next) {
        if (open != null) {
            join(open, next);
            return;
        }
        submit(new Operation(nanos, true), next);
    }

    /** Runs an action when no requested fsync is unfinished, or else at the end of the first of them. */
    public void afterFsync(Runnable action) {
        Stream.concat(Stream.ofNullable(running), line.stream())
                .filter(operation -> operation.fsync)
                .findFirst()
                .ifPresentOrElse(operation -> operation.followers.add(action), action);
    }

    private void submit(Operation operation, Runnable next) {
        join(operation, next);
        line.add(operation);
        open = operation.fsync && shared ? operation : open;
        if (isIdle()) {
            next();
        }
    }

    private void join(Operation operation, Runnable next) {
        requests++;
        operation.parts.add(new Part(next, simulation.now(), simulation.trail()));
        waits(1);
    }

    private void waits(int change) {
        waiting += change;
        counters.waiting.add(simulation.now(), change);
    }

    /** Starts the first queued operation. */
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
            counters.waited.record(now, now - part.startNanos);
        }
        attributeTime(RequestPhase.WAITING);
        work(own.slowedNanos(machine.slowedNanos(running.nanos)));
    }

    /** Attributes the time until now to a phase, for all requests that take part in the running operation. */
    private void attributeTime(RequestPhase phase) {
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
        timer = simulation.scheduleAfter(nanos, running, 0);
        simulation.restore(before);
    }

    private void becomeIdle() {
        running = null;
        timer = Simulation.NO_TIMER;
        counters.busy.add(simulation.now(), -1);
    }

    private void onFinished(Operation operation) {
        Trail first = simulation.trail();
        becomeIdle();
        done += operation.parts.size();
        next();
        for (Part part : operation.parts) {
            if (part == operation.parts.get(0)) {
                simulation.restore(first);
            } else {
                simulation.resume(part.trail, RequestPhase.WORK);
            }
            part.continuation.run();
        }
        simulation.restore(first);
        operation.followers.forEach(Runnable::run);
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
            becomeIdle();
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
            startNext();
        }
    }

    private void halt() {
        if (running != null) {
            simulation.cancel(timer);
            endsAt -= simulation.now();
            attributeTime(RequestPhase.WORK);
        }
    }

    private void startNext() {
        if (running == null) {
            next();
            return;
        }
        attributeTime(RequestPhase.WAITING);
        work(endsAt);
    }

    /** Applies the state of the host to its disk. */
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
                startNext();
            }
        }
    }

    /** Request that takes part in an operation. */
    private static final class Part {
        private final Runnable continuation;
        private final long startNanos;
        private Trail trail;

        Part(Runnable next, long since, Trail trail) {
            this.continuation = next;
            this.startNanos = since;
            this.trail = trail;
        }
    }

    /** Disk operation, performed for all requests that take part in it. */
    private final class Operation extends Event {
        private final long nanos;
        private final boolean fsync;
        private final List<Part> parts = new ArrayList<>(1);
        /** Actions at its end that are no requests to the disk. */
        private final List<Runnable> followers = new ArrayList<>(0);

        Operation(long nanos, boolean fsync) {
            this.nanos = nanos;
            this.fsync = fsync;
        }

        @Override
        public void fire(int step) {
            onFinished(this);
        }

        @Override
        public RequestPhase phase(int step) {
            return RequestPhase.WORK;
        }
    }
}
