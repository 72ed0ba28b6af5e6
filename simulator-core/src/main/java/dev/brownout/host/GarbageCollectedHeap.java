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
 * The memory of a process that a collector cleans. A request takes a share of it when work on it begins; from its end
 * on, that share is garbage. When the next share finds no room, the whole machine stands still while the collector
 * copies what lives, so that a pause is the longer the more requests are being worked on, and comes the sooner: a
 * serial, full collection. A request that finds no room even then is out of memory.
 *
 * <p>What requests share, generations, and collectors that work beside the program are left out.
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
    /** A collection is over, and those who waited for it have not been let in. */
    private boolean cleaned;

    private long timer = Simulation.NO_TIMER;

    /**
     * What is counted of it.
     *
     * @param used shares that live or are garbage
     * @param stopped 1 while the machine stands still for the collector
     * @param collections how often it does
     * @param outOfMemory requests that found no room
     */
    public record Counters(Occupancy used, Occupancy stopped, Counter collections, Counter outOfMemory) {}

    /** Work that needs a share of the memory. */
    public interface Claim {
        /** It has one, until {@link GarbageCollectedHeap#give}. */
        void granted();

        /** There is none. */
        void refused();
    }

    /** One who waits for the end of a collection. */
    private record Waiter(Claim claim, Trail trail) {}

    /**
     * Empty memory.
     *
     * @param bytes of the whole, at least those of one share
     * @param bytesEach what a request takes, at least 1
     * @param nanosPerMegabyte how long a collection takes for each million bytes that live
     * @param held told of each change of the bytes that live or are garbage
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

    /** Asks for a share; the claim is told, perhaps at once, perhaps after a collection. */
    public void take(Claim claim) {
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

    /** A request has ended: its share is garbage. */
    public void give() {
        letIn();
        living--;
        garbage++;
    }

    /** Shares that were granted and are neither given back nor lost with the process. */
    public long living() {
        return living;
    }

    /** Bytes that live or are garbage. */
    public long bytes() {
        return (living + garbage) * bytesEach;
    }

    /** Who waits for a share. */
    public long waiting() {
        return waiting.size();
    }

    private boolean fits() {
        return living + garbage < shares;
    }

    private void grant(Claim claim) {
        living++;
        use(1);
        claim.granted();
    }

    private void use(long change) {
        counters.used.add(simulation.now(), change);
        held.accept(change * bytesEach);
    }

    private void stop() {
        stopped = true;
        counters.collections.add(simulation.now());
        counters.stopped.add(simulation.now(), 1);
        timer = simulation.after(pauseNanos(), step -> goOn(), 0);
        host.begin(FailureMode.PAUSE);
    }

    private long pauseNanos() {
        double megabytes = (double) living * bytesEach / MEGABYTE;
        return Math.round(Math.min(megabytes * nanosPerMegabyte, Long.MAX_VALUE / 4.0));
    }

    private void goOn() {
        use(-garbage);
        garbage = 0;
        settle();
        cleaned = true;
        host.after(0, this::letIn);
        host.end(FailureMode.PAUSE);
    }

    private void settle() {
        stopped = false;
        counters.stopped.add(simulation.now(), -1);
    }

    /** Those who waited for a collection come first; whatever else the machine does then is after them. */
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
                    next.claim.refused();
                }
            }
        }
        simulation.restore(own);
    }

    /** A new process has empty memory, and does not stand still. */
    @Override
    public void onCrash() {
        use(-living - garbage);
        living = 0;
        garbage = 0;
        waiting.clear();
        cleaned = false;
        if (stopped) {
            settle();
            simulation.cancel(timer);
            simulation.after(0, step -> host.end(FailureMode.PAUSE), 0);
        }
    }
}
