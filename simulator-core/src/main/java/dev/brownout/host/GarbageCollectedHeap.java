package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/**
 * Garbage-collected heap of a process. A request takes a share of it when its work begins. At the end of the request
 * the share becomes garbage. If no share is free, the whole host pauses while the collector copies the live bytes. More
 * requests in progress thus make pauses longer and more frequent: a serial, full collection. A request that finds no
 * free share even after a collection is out of memory.
 *
 * <p>Memory shared by requests, generations and concurrent collectors are not modelled.
 */
public final class GarbageCollectedHeap implements Host.Resident {
    private static final long MEGABYTE = 1_000_000;

    private final Simulation simulation;
    private final Host host;
    private final long shares;
    private final long bytesEach;
    private final long nanosPerMegabyte;
    private final Counters counters;
    private final LongConsumer held;
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private long living;
    private long garbage;
    private boolean stopped;
    /** True when a collection has ended and the claims that waited for it are still pending. */
    private boolean cleaned;

    private long timer = Simulation.NO_TIMER;

    /**
     * Metrics of the heap.
     *
     * @param used shares that are live or garbage
     * @param stopped 1 while the host pauses for a collection
     * @param collections number of collections
     * @param outOfMemory requests that got no share
     */
    public record Counters(Occupancy used, Occupancy stopped, Counter collections, Counter outOfMemory) {}

    /** Callback of a request for a share of the heap. */
    public interface Claim {
        /** Called when the request has a share, which it keeps until {@link GarbageCollectedHeap#release}. */
        void onGranted();

        /** Called when no share is free after a collection. */
        void onRefused();
    }

    /** Claim that waits for the end of a collection. */
    private record Waiter(Claim claim, Trail trail) {}

    /**
     * Creates an empty heap.
     *
     * @param bytes size of the heap, at least one share
     * @param bytesEach size of the share of a request, at least 1
     * @param nanosPerMegabyte duration of a collection per million live bytes, in ns
     * @param held receives each change of the live and garbage bytes
     */
    public GarbageCollectedHeap(
            Simulation simulation,
            Host host,
            long bytes,
            long bytesEach,
            long nanosPerMegabyte,
            Counters counters,
            LongConsumer held) {
        this.simulation = simulation;
        this.host = host;
        this.shares = bytes / bytesEach;
        this.bytesEach = bytesEach;
        this.nanosPerMegabyte = nanosPerMegabyte;
        this.counters = counters;
        this.held = held;
        CapacityTracker.whileUp(simulation, host, counters.used, shares);
        CapacityTracker.whileUp(simulation, host, counters.stopped, 1);
        host.attach(this);
    }

    /** Requests a share. The claim is notified immediately, or after a collection. */
    public void reserve(Claim claim) {
        letIn();
        if (waiting.isEmpty() && fits()) {
            grant(claim);
        } else {
            waiting.add(new Waiter(claim, simulation.trail()));
            if (!stopped) {
                stop();
            }
        }
    }

    /** Turns the share of a finished request into garbage. */
    public void release() {
        letIn();
        living--;
        garbage++;
    }

    /** Returns the number of live shares: granted, and neither given back nor lost with the process. */
    public long living() {
        return living;
    }

    /** Returns the number of live and garbage bytes. */
    public long bytes() {
        return (living + garbage) * bytesEach;
    }

    /** Returns the number of claims that wait for a share. */
    public long waiting() {
        return waiting.size();
    }

    private boolean fits() {
        return living + garbage < shares;
    }

    private void grant(Claim claim) {
        living++;
        use(1);
        claim.onGranted();
    }

    private void use(long change) {
        counters.used.add(simulation.now(), change);
        held.accept(change * bytesEach);
    }

    private void stop() {
        stopped = true;
        counters.collections.add(simulation.now());
        counters.stopped.add(simulation.now(), 1);
        timer = simulation.scheduleAfter(pauseNanos(), step -> resumeRequests(), 0);
        host.begin(FailureMode.PAUSE);
    }

    private long pauseNanos() {
        double megabytes = (double) living * bytesEach / MEGABYTE;
        return Math.round(Math.min(megabytes * nanosPerMegabyte, Long.MAX_VALUE / 4.0));
    }

    private void resumeRequests() {
        use(-garbage);
        garbage = 0;
        update();
        cleaned = true;
        host.schedule(0, this::letIn);
        host.end(FailureMode.PAUSE);
    }

    private void update() {
        stopped = false;
        counters.stopped.add(simulation.now(), -1);
    }

    /** Processes the claims that waited for a collection, before any other work of the host. */
    private void letIn() {
        if (!cleaned || host.isSuspended()) {
            return;
        }
        cleaned = false;
        Trail own = simulation.trail();
        while (!waiting.isEmpty() && !stopped) {
            if (!fits() && garbage > 0) {
                stop();
            } else {
                Waiter next = waiting.remove();
                simulation.resume(next.trail, RequestPhase.WAITING);
                if (fits()) {
                    grant(next.claim);
                } else {
                    counters.outOfMemory.add(simulation.now());
                    next.claim.onRefused();
                }
            }
        }
        simulation.restore(own);
    }

    /** Empties the heap and ends a collection in progress, as a new process starts without either. */
    @Override
    public void onCrash() {
        use(-living - garbage);
        living = 0;
        garbage = 0;
        waiting.clear();
        cleaned = false;
        if (stopped) {
            update();
            simulation.cancel(timer);
            simulation.scheduleAfter(0, step -> host.end(FailureMode.PAUSE), 0);
        }
    }
}
