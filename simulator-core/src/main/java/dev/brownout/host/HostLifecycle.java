package dev.brownout.host;

import dev.brownout.kernel.Simulation;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lifecycle state of a host, controlled by its tier: in service, starting, draining or out. It is independent of
 * faults: a host in service may be down, and a host that is out has no process that could die.
 */
public final class HostLifecycle {
    /** Lifecycle states in order. After the last one the host may start again. */
    public enum State {
        /** No process runs. Calls to the host are refused. */
        OUT,
        /** The host is starting. No process runs yet, or one that is not ready. */
        STARTING,
        /** The host is eligible for new calls. */
        IN_SERVICE,
        /** The host finishes its calls and is not eligible for new ones. */
        DRAINING
    }

    /** Idle state of a host in service that stops while it receives no calls. */
    public enum Rest {
        /** The process runs, apart from faults. */
        AWAKE,
        /** The host has stopped and is not billed. The component that stopped it holds calls until it runs again. */
        OFF,
        /** The host starts because of a call (cold start). */
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
    /** True from the request to stop until the host stops accepting calls. */
    private boolean serving;
    /** True while the process answers health checks with a failure. */
    private boolean lameDuck;

    private long refusals;
    /** Action to run when a host that is not in service refuses a call. */
    private Runnable onRefusal = () -> {};
    /** Action to run when no work is left; {@code null} for none. */
    private Runnable whenIdle;
    /** Work of a new process before it is ready; {@code null} for none. */
    private Runnable startup;
    /** Action to run when the process of a starting host is ready; {@code null} if it has no process. */
    private Runnable whenReady;

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

    /** Returns the residents of the host of a type, in the order in which they were attached. */
    public <T> Stream<T> residents(Class<T> type) {
        return residents.stream().filter(type::isInstance).map(type::cast);
    }

    /** Returns the lifecycle state. */
    public State state() {
        return state;
    }

    /** Returns whether the host is eligible for new calls. */
    public boolean inService() {
        return state == State.IN_SERVICE;
    }

    /** Returns whether the host is starting or in service. */
    public boolean isActive() {
        return state == State.STARTING || state == State.IN_SERVICE;
    }

    /** Returns whether the host takes messages from queues: in service, or before its process is asked to stop. */
    public boolean consumes() {
        return state == State.IN_SERVICE || serving;
    }

    /** Returns whether a running process passes checks of the application. */
    public boolean isReady() {
        return !lameDuck;
    }

    /** Returns the number of calls that the host has refused while it was not in service. */
    public long refusals() {
        return refusals;
    }

    /** Sets the action to run when the host refuses a call while it is not in service. */
    public void onRefusal(Runnable action) {
        onRefusal = action;
    }

    /** Counts a refused call, unless the host is in service and a fault is the reason. */
    public void callRefused() {
        if (state != State.IN_SERVICE) {
            refusals++;
            onRefusal.run();
        }
    }

    /** Returns whether the process has begun and not ended, apart from faults. */
    public boolean hasProcess() {
        return state == State.IN_SERVICE || state == State.DRAINING;
    }

    /** Returns whether the process has begun and no fault has killed it. A host stopped when idle counts as alive. */
    public boolean isAlive() {
        return hasProcess() && failures.deaths() == 0 && !failures.isStarting();
    }

    /**
     * Sets the work of each new process before it is ready. The process refuses calls meanwhile, and can send calls.
     * The work must end with {@link #ready}, unless the process dies before.
     */
    public void onProcessStart(Runnable work) {
        startup = work;
        failures.startUp();
    }

    /** Returns whether a new process has work to do before it is ready. */
    public boolean hasStartup() {
        return startup != null;
    }

    /**
     * Begins the process of a starting host.
     *
     * @param ready runs whenever a process of the starting host becomes ready
     */
    public void beginProcess(Runnable ready) {
        whenReady = ready;
        if (failures.endAbsence()) {
            host.revive();
        }
    }

    /** Handles the start of a process. Without work before its readiness, it is ready immediately. */
    void processStarted() {
        if (startup == null) {
            residents.forEach(Host.Resident::onRestart);
        } else {
            startup.run();
        }
    }

    /** Marks a started process as ready: it accepts calls, unless its host is not in service yet. */
    public void ready() {
        if (state == State.STARTING) {
            whenReady.run();
        } else {
            failures.endStartup();
            host.updateState(false);
            residents.forEach(Host.Resident::onRestart);
        }
    }

    /** Ends a process that is not ready. Its own calls are abandoned. */
    public void exit() {
        host.stop();
    }

    /** Returns the idle state. */
    public Rest idleState() {
        return rest;
    }

    /** Returns whether the host is billed: from its start until it is out, except while it is stopped when idle. */
    public boolean paidFor() {
        return state != State.OUT && rest != Rest.OFF;
    }

    /** Returns whether the host has ever been in service. */
    public boolean hasEverBeenInService() {
        return ever;
    }

    /** Marks the host as not started yet, before the run. */
    public void awaitStart() {
        ever = false;
        leave();
    }

    /**
     * Starts a new host in place of one that is out. Failures of the old process and slowdowns are discarded. Failures
     * of power and network persist.
     */
    public void start() {
        failures.discardProcessFailures();
        degradations.discardAll();
        host.updateState(false);
        turn(State.STARTING);
    }

    /** Puts a starting host into service: its process runs. */
    public void join() {
        ever = true;
        state = State.IN_SERVICE;
        socket.open();
        if (whenReady != null) {
            whenReady = null;
            ready();
        } else {
            host.updateState(false);
            if (failures.endAbsence()) {
                host.revive();
            }
        }
        residents.forEach(Host.Resident::membershipChanged);
    }

    /** Announces the shutdown of the host: it is not eligible for new calls, but accepts those that arrive. */
    public void announceShutdown() {
        serving = true;
        turn(State.DRAINING);
    }

    /** Lets the process fail health checks of the application from now on. */
    public void failChecks() {
        lameDuck = true;
    }

    /** Starts to drain the host. Calls sent from now on are refused, unless clients are still routed to it. */
    public void drain() {
        serving = false;
        if (residents.stream().noneMatch(Host.Resident::acceptsNewCalls)) {
            socket.close(simulation.now());
            host.updateState(false);
        }
        turn(State.DRAINING);
    }

    /** Returns whether the host has unfinished work, including calls in transit that a closed socket still accepts. */
    public boolean isWorking() {
        return calls.isAnyActive() || socket.awaits() || residents.stream().anyMatch(Host.Resident::isWorking);
    }

    /**
     * Registers an action that runs once, in an event of its own, when no work is left, possibly now. It replaces a
     * registered action and is discarded when the host leaves service.
     */
    public void whenIdle(Runnable action) {
        whenIdle = action;
        workEnded();
    }

    /** Handles the end of some work. Checks for idleness in an event of its own, after the current event. */
    void workEnded() {
        if (whenIdle != null && !isWorking()) {
            Runnable waiter = whenIdle;
            simulation.scheduleAfter(0, step -> beIdle(waiter), 0);
        }
    }

    private void beIdle(Runnable waiter) {
        if (whenIdle == waiter && !isWorking()) {
            whenIdle = null;
            waiter.run();
        }
    }

    /** Ends the process and resets its remaining calls. */
    public void leave() {
        whenIdle = null;
        serving = false;
        lameDuck = false;
        boolean was = hasProcess() || whenReady != null;
        whenReady = null;
        turn(State.OUT);
        if (was) {
            failures.beginAbsence();
            host.applyDeath();
        }
    }

    /** Stops the process because it is idle. Its memory is lost, and the host stays in service. */
    public void sleep() {
        rest = Rest.OFF;
        host.stop();
        residents.forEach(Host.Resident::membershipChanged);
    }

    /** Begins the start of a stopped host because of a call. */
    public void wake() {
        rest = Rest.WAKING;
        residents.forEach(Host.Resident::membershipChanged);
    }

    /** Completes the start of a stopped host: its process runs again. */
    public void rise() {
        endRest();
        residents.forEach(Host.Resident::onRestart);
    }

    /** Ends the idle state without a restart notification, as the host leaves service or is restarted otherwise. */
    public void endRest() {
        rest = Rest.AWAKE;
        residents.forEach(Host.Resident::membershipChanged);
    }

    private void turn(State next) {
        state = next;
        residents.forEach(Host.Resident::membershipChanged);
    }
}
