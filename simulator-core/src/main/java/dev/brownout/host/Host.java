package dev.brownout.host;

import dev.brownout.instrument.CallMeter;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;

/** Host with one process: its state, its in-flight calls, and its listeners. */
public final class Host {
    /** State of a host as observed by other hosts. A later constant masks earlier ones. */
    public enum State {
        /** The host responds. */
        UP,
        /** The process accepts calls and does not work on them. */
        HUNG,
        /** The host is paused for a while. Calls that arrive meanwhile are served afterwards. */
        PAUSED,
        /** The process is dead, and the host refuses calls. */
        CRASHED,
        /** The host has no power or no network, and is silent. */
        DARK
    }

    /** Listener for state changes of a host, such as a queue or a cache on it. */
    public interface Resident {
        /** Called when the process dies: its memory is lost and its work is dropped. */
        default void onCrash() {}

        /** Called when the process runs again, with empty memory. */
        default void onRestart() {}

        /** Called when all work on the host is suspended. */
        default void onSuspend() {}

        /** Called when all work on the host resumes. */
        default void onResume() {}

        /** Called when the observed state changes, as the network or the process fails or recovers. */
        default void stateChanged() {}

        /** Called when the tier takes the host into service, begins to drain it, or ends it. */
        default void membershipChanged() {}

        /** Returns whether background work delays the end of service. Its end must call {@link Host#workEnded}. */
        default boolean isWorking() {
            return false;
        }

        /** Returns whether clients are routed to the host, and send new calls, while it drains. */
        default boolean acceptsNewCalls() {
            return false;
        }
    }

    private final Simulation simulation;
    private final String component;
    private final String node;
    private final Location site;
    private final CallMeter meter;
    private final List<Resident> residents = new ArrayList<>();
    private final InFlightCalls calls = new InFlightCalls();
    private final CurrentArrival arrival = new CurrentArrival();
    private final Degradations degradations = new Degradations();
    private final FailureStates failures = new FailureStates();
    private final ListeningSocket socket = new ListeningSocket();
    private final HostLifecycle membership;
    private State state = State.UP;
    /** Fast path for the usual case: the host is up and its socket open. */
    private boolean accepting = true;

    private int incarnation;
    private Host machine = this;
    private final HostProcesses processes = new HostProcesses(this);

    /** Creates a host of a tier, which is up. The call meter is {@code null} for the hosts of users. */
    public Host(Simulation simulation, String component, String node, Location site, CallMeter meter) {
        this.simulation = simulation;
        this.component = component;
        this.node = node;
        this.site = site;
        this.meter = meter;
        this.membership = new HostLifecycle(this, simulation, residents, calls, failures, degradations, socket);
    }

    /** Returns the name of its component. */
    public String component() {
        return component;
    }

    /** Returns its name within the tier. */
    public String node() {
        return node;
    }

    /** Returns its location. */
    public Location site() {
        return site;
    }

    /** Returns the call meter; {@code null} for the hosts of users. */
    public CallMeter meter() {
        return meter;
    }

    /** Returns the machine that this process shares with others, or this host itself if it does not run on another. */
    public Host machine() {
        return machine;
    }

    /** Returns the processes that share the faults of this host. */
    public HostProcesses processes() {
        return processes;
    }

    /** Makes this host a process on a shared host. Faults of the shared host affect the process as well. */
    public void runOn(Host shared) {
        machine = shared;
        shared.processes.addGuest(this);
    }

    /** Returns the lifecycle state controlled by the tier, independent of faults. */
    public HostLifecycle membership() {
        return membership;
    }

    /** Returns the call that is arriving. */
    public CurrentArrival arrival() {
        return arrival;
    }

    /** Returns the state that other hosts observe. */
    public State state() {
        return state;
    }

    /** Returns whether the host responds, with success or with an error. */
    public boolean isUp() {
        return state == State.UP;
    }

    /** Returns whether the host takes every call that arrives: it is up, and its process is not about to end. */
    public boolean isAccepting() {
        return accepting;
    }

    /** Returns whether the host, if it is up, accepts a call sent at the given instant. */
    public boolean accepts(long sentAt) {
        return socket.accepts(sentAt);
    }

    /** Records that a call is in transit to the host. */
    public void approach() {
        socket.sent(simulation.now());
    }

    /** Records the arrival of a call sent at the given instant. */
    public void reach(long sentAt) {
        if (socket.hasArrived(sentAt)) {
            workEnded();
        }
    }

    /** Returns whether the host is in a pause or hang: its work is suspended, whatever the state of the network. */
    public boolean isSuspended() {
        return failures.standstills() > 0;
    }

    /** Returns the number of times the process has ended. Work begun under a smaller number is lost. */
    public int incarnation() {
        return incarnation;
    }

    /** Adds a listener for crashes, restarts, suspensions and other changes of the host. */
    public void attach(Resident resident) {
        residents.add(resident);
    }

    /** Adds a call that has arrived and is in progress. */
    public void enter(ActiveCall call) {
        calls.enter(call);
    }

    /** Removes a call that has been responded to. */
    public void leave(ActiveCall call) {
        calls.leave(call);
        membership.workEnded();
    }

    /** Reports the end of a call or of background work that the host must finish before it leaves service. */
    public void workEnded() {
        membership.workEnded();
    }

    /** Returns the number of events deferred during a suspension, arriving calls included. */
    public int heldUp() {
        return calls.heldUp();
    }

    /** Returns an independent count of the calls, for the audit. */
    public MeteredInFlightCount present() {
        return calls.present();
    }

    /** Records the calls in flight for longer than a duration in ns as overdue, at the end of the run. */
    public void recordOverdue(long usualNanos) {
        calls.recordOverdue(simulation.now() - usualNanos, meter);
    }

    /** Defers an event until the end of a pause or hang. */
    public void defer(Event event, int step) {
        calls.defer(event, step, simulation.trail());
    }

    /** Buffers a call that arrives during a pause or hang until its end. */
    public void bufferWhileSuspended(ActiveCall call, int step) {
        calls.keepWaiting(call, step, simulation, meter);
    }

    /** Schedules an action of the process. It is dropped if the process dies, and deferred during a pause or hang. */
    public void schedule(long delayNanos, Runnable action) {
        schedule(delayNanos, RequestPhase.OTHERS, action);
    }

    /** Schedules an action of the process, and attributes the delay of a request that waits for it to a phase. */
    public void schedule(long delayNanos, RequestPhase phase, Runnable action) {
        simulation.scheduleAfter(delayNanos, new ProcessEvent(this, phase, action), 0);
    }

    /** Returns the current duration of work on this host, in ns, slowdowns included. */
    public long slowedNanos(long workNanos) {
        return degradations.stretched(workNanos);
    }

    /** Returns the share of calls that fail immediately, 0 to 1. */
    public double errorShare() {
        return degradations.errorShare();
    }

    /** Begins a failure on the host and on its guests. */
    public void begin(FailureMode mode) {
        failures.begin(mode);
        if (mode.kills()) {
            applyDeath();
        } else if (mode.freezes()) {
            suspend();
        } else {
            updateState(false);
        }
        processes.forEach(guest -> guest.begin(mode));
    }

    /** Ends one failure. Has no effect if the host has been replaced since it began. */
    public void end(FailureMode mode) {
        endOwn(mode);
        processes.forEach(guest -> guest.end(mode));
    }

    private void endOwn(FailureMode mode) {
        if (!failures.end(mode)) {
            return;
        }
        if (mode.kills()) {
            revive();
        } else if (mode.freezes()) {
            resume();
        } else {
            updateState(false);
        }
    }

    /** Replaces the host by a new one of its name without its failures. Slowdowns and error shares persist. */
    public void replace() {
        replaceOwn();
        processes.forEach(Host::replace);
    }

    private void replaceOwn() {
        if (failures.deaths() == 0) {
            incarnation++;
            residents.forEach(Resident::onCrash);
            calls.end(this, simulation.now());
            membership.workEnded();
        }
        updateState(failures.discardFailures());
        membership.processStarted();
    }

    /** Replaces the host by a new one without failures, slowdowns or error shares. */
    public void renew() {
        degradations.discardAll();
        replaceOwn();
        processes.forEach(Host::renew);
    }

    /** Kills the process, to be followed by a new one. */
    public void beginRestart() {
        failures.beginAbsence();
        applyDeath();
        processes.forEach(Host::beginRestart);
    }

    /** Starts the new process, without the failures of the old one. Has no effect after a replacement. */
    public void endRestart() {
        endRestartOwn();
        processes.forEach(Host::endRestart);
    }

    private void endRestartOwn() {
        if (!failures.endAbsence()) {
            return;
        }
        boolean wasPaused = isSuspended();
        failures.discardProcessFailures();
        degradations.discardAll();
        updateState(wasPaused);
        if (failures.deaths() == 0) {
            membership.processStarted();
        }
    }

    /** Multiplies the duration of all work by a factor, on top of other slowdowns. */
    public void slow(double factor) {
        degradations.slow(factor);
        processes.forEach(guest -> guest.slow(factor));
    }

    /** Ends a slowdown. */
    public void endSlow(double factor) {
        degradations.endSlow(factor);
        processes.forEach(guest -> guest.endSlow(factor));
    }

    /** Lets a share of calls fail immediately, out of those that other faults let through. */
    public void fail(double share) {
        degradations.fail(share);
        processes.forEach(guest -> guest.fail(share));
    }

    /** Ends an error share. */
    public void endFail(double share) {
        degradations.endFail(share);
        processes.forEach(guest -> guest.endFail(share));
    }

    /** Applies a process death. Callers are notified last: they may react immediately, and must find a dead host. */
    void applyDeath() {
        incarnation += failures.deaths() == 1 ? 1 : 0;
        updateState(false);
        if (failures.deaths() == 1) {
            residents.forEach(Resident::onCrash);
            calls.end(this, simulation.now());
            membership.workEnded();
        }
    }

    void revive() {
        updateState(false);
        if (failures.deaths() == 0) {
            membership.processStarted();
        }
    }

    /** Ends the process by itself, without calls in progress. */
    void stop() {
        incarnation++;
        residents.forEach(Resident::onCrash);
    }

    private void suspend() {
        if (failures.standstills() == 1) {
            residents.forEach(Resident::onSuspend);
        }
        updateState(false);
    }

    private void resume() {
        updateState(!isSuspended());
        calls.fireDeferred(this, simulation);
        membership.workEnded();
    }

    /** Recomputes the state. Listeners resume before they are notified, or new work would meet suspended cores. */
    void updateState(boolean thawed) {
        State before = state;
        state = failures.state();
        accepting = state == State.UP && socket.isOpen();
        if (thawed) {
            residents.forEach(Resident::onResume);
        }
        if (state != before) {
            residents.forEach(Resident::stateChanged);
        }
    }
}
