package dev.brownout.host;

import dev.brownout.kernel.Simulation;
import java.util.List;

/**
 * What its tier does with a machine: it is in service, starting, draining or out. That is apart from what faults do to
 * it: a machine in service may be down, and one that is out has no process that could die.
 */
public final class HostLifecycle {
    /** The stations of a machine's life, in their order; after the last it may start again. */
    public enum State {
        /** There is no process; callers who ask nevertheless are refused. */
        OUT,
        /** It comes; there is no process yet. */
        STARTING,
        /** It is chosen for new calls. */
        IN_SERVICE,
        /** It finishes what it has, and is not chosen for new calls. */
        DRAINING
    }

    /** Whether a machine in service works, which stops while nobody calls it. */
    public enum Rest {
        /** Its process runs, faults apart. */
        AWAKE,
        /** It has stopped, and nobody pays for it; whoever stopped it holds calls that come until it works. */
        OFF,
        /** It starts because somebody called. */
        WAKING
    }

    private final Host host;
    private final Simulation simulation;
    private final List<Host.Resident> residents;
    private final InFlightCalls calls;
    private final FailureStates failures;
    private final Degradations degradations;
    private final ListeningSocket socket;
    private State state = State.IN_SERVICE;
    private Rest rest = Rest.AWAKE;
    private boolean ever = true;
    /** What happens when nothing is left to finish; {@code null} where nothing waits for that. */
    private Runnable whenIdle;

    HostLifecycle(
            Host host,
            Simulation simulation,
            List<Host.Resident> residents,
            InFlightCalls calls,
            FailureStates failures,
            Degradations degradations,
            ListeningSocket socket) {
        this.host = host;
        this.simulation = simulation;
        this.residents = residents;
        this.calls = calls;
        this.failures = failures;
        this.degradations = degradations;
        this.socket = socket;
    }

    /** Where in its life the machine is. */
    public State state() {
        return state;
    }

    /** Whether it is chosen for new calls. */
    public boolean inService() {
        return state == State.IN_SERVICE;
    }

    /** Whether its process has begun and not ended, faults apart. */
    public boolean hasProcess() {
        return state == State.IN_SERVICE || state == State.DRAINING;
    }

    /** Whether its process runs, or would if it did not rest: it has begun, and no fault has killed it. */
    public boolean alive() {
        return hasProcess() && failures.deaths() == 0;
    }

    /** Whether it has stopped while nobody calls it. */
    public Rest rest() {
        return rest;
    }

    /** Whether it is paid for: from when it starts until it is out, but not while it has stopped. */
    public boolean paidFor() {
        return state != State.OUT && rest != Rest.OFF;
    }

    /** Whether there has ever been a process. */
    public boolean hasEverBeenInService() {
        return ever;
    }

    /** Before the run: there is no machine yet. */
    public void awaitStart() {
        ever = false;
        leave();
    }

    /** A new machine comes to the place of one that is out; it has none of the old one's failures but darkness. */
    public void start() {
        failures.buryProcess();
        degradations.bury();
        host.settleState(false);
        turn(State.STARTING);
    }

    /** The process of a starting machine runs. */
    public void join() {
        ever = true;
        state = State.IN_SERVICE;
        socket.open();
        host.settleState(false);
        if (failures.endAbsence()) {
            host.revive();
        }
        residents.forEach(Host.Resident::membershipChanged);
    }

    /** No new calls from now on: those that are sent nevertheless are refused, unless clients are led to it. */
    public void drain() {
        if (residents.stream().noneMatch(Host.Resident::welcomes)) {
            socket.close(simulation.now());
            host.settleState(false);
        }
        turn(State.DRAINING);
    }

    /** Whether a machine still has something to finish, be it a call that is on its way to a process about to end. */
    public boolean working() {
        return calls.any() || socket.awaits() || residents.stream().anyMatch(Host.Resident::working);
    }

    /**
     * Lets something happen once, in an event of its own, as soon as nothing is left to finish; that may be now. It
     * takes the place of whatever waits for the same, and is forgotten when the machine leaves.
     */
    public void whenIdle(Runnable action) {
        whenIdle = action;
        workEnded();
    }

    /** Something has ended; looks again when all that happens with it has happened. */
    void workEnded() {
        if (whenIdle != null && !working()) {
            Runnable waiter = whenIdle;
            simulation.after(0, step -> beIdle(waiter), 0);
        }
    }

    private void beIdle(Runnable waiter) {
        if (whenIdle == waiter && !working()) {
            whenIdle = null;
            waiter.run();
        }
    }

    /** The process ends, and whatever is left is reset. */
    public void leave() {
        whenIdle = null;
        boolean was = hasProcess();
        turn(State.OUT);
        if (was) {
            failures.beginAbsence();
            host.settleDeath();
        }
    }

    /** It stops, as nobody calls it: what its process has in memory is gone, and it stays in service. */
    public void sleep() {
        rest = Rest.OFF;
        host.stop();
        residents.forEach(Host.Resident::membershipChanged);
    }

    /** It starts, as somebody called. */
    public void wake() {
        rest = Rest.WAKING;
        residents.forEach(Host.Resident::membershipChanged);
    }

    /** Its process runs again. */
    public void rise() {
        endRest();
        residents.forEach(Host.Resident::onRestart);
    }

    /** It no longer rests, as it goes, or something else happens to it after which its process runs. */
    public void endRest() {
        rest = Rest.AWAKE;
        residents.forEach(Host.Resident::membershipChanged);
    }

    private void turn(State next) {
        state = next;
        residents.forEach(Host.Resident::membershipChanged);
    }
}
