package dev.brownout.host;

import dev.brownout.instrument.CallMeter;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A machine with one process on it: its state, what is in flight at it, and who wants to know when it dies. */
public final class Host {
    /** What others find when they talk to a machine; what is further down hides what is above it. */
    public enum State {
        /** It answers. */
        UP,
        /** The process accepts calls and does not work on them. */
        HUNG,
        /** Everything on it stands still for a while; what arrives meanwhile is served afterwards. */
        PAUSED,
        /** The process is dead, the machine says so. */
        CRASHED,
        /** No power or no network: silence. */
        DARK
    }

    /** Whoever lives on the machine. */
    public interface Resident {
        /** The process died: memory is gone, work is dropped. */
        default void onCrash() {}

        /** The process runs again, with empty memory. */
        default void onRestart() {}

        /** Everything stands still from now on. */
        default void onSuspend() {}

        /** Everything goes on. */
        default void onResume() {}

        /** The network of the machine went away or came back, or its process died or came back. */
        default void stateChanged() {}

        /** The machine's tier has taken it into service, or begun or ended to take it out. */
        default void membershipChanged() {}

        /**
         * Whether something goes on that no call waits for and that a machine finishes before it leaves; whoever says
         * so calls {@link Host#workEnded} when it is over.
         */
        default boolean working() {
            return false;
        }

        /** Whether clients are led to the machine while it drains, so that it takes new calls until it leaves. */
        default boolean welcomes() {
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
    /** Whether it is up and its socket open: the usual case in one field. */
    private boolean accepting = true;

    private int incarnation;
    private Host machine = this;
    private List<Host> guests = List.of();

    /** A machine of a tier that is up; the meter at its door is {@code null} for the machines of users. */
    public Host(Simulation simulation, String component, String node, Location site, CallMeter meter) {
        this.simulation = simulation;
        this.component = component;
        this.node = node;
        this.site = site;
        this.meter = meter;
        this.membership = new HostLifecycle(this, simulation, residents, calls, failures, degradations, socket);
    }

    /** The tier it belongs to. */
    public String component() {
        return component;
    }

    /** Its name in the tier. */
    public String node() {
        return node;
    }

    /** Where it stands. */
    public Location site() {
        return site;
    }

    /** The meter at its door; {@code null} for the machines of users. */
    public CallMeter meter() {
        return meter;
    }

    /** The machine on which it is a process beside others; itself where it is a machine. */
    public Host machine() {
        return machine;
    }

    /** The processes of other tiers that run on it, in the order in which they came. */
    public List<Host> guests() {
        return List.copyOf(guests);
    }

    /** Makes it a process on a machine that others share: whatever happens to that one happens to it as well. */
    public void runOn(Host shared) {
        machine = shared;
        shared.guests = Stream.concat(shared.guests.stream(), Stream.of(this)).toList();
    }

    /** What its tier does with it, whatever faults do. */
    public HostLifecycle membership() {
        return membership;
    }

    /** The call that is arriving. */
    public CurrentArrival arrival() {
        return arrival;
    }

    /** What others find when they talk to it. */
    public State state() {
        return state;
    }

    /** True when it answers; whatever it answers. */
    public boolean up() {
        return state == State.UP;
    }

    /** Returns whether it takes every call that arrives: it is up, and its process is not about to end. */
    public boolean accepting() {
        return accepting;
    }

    /** Returns whether it takes a call, where it is up, that was sent at an instant. */
    public boolean accepts(long sentAt) {
        return socket.accepts(sentAt);
    }

    /** Notes that a call is on its way to it. */
    public void approach() {
        socket.sent();
    }

    /** Notes that a call has come that was sent at an instant. */
    public void reach(long sentAt) {
        if (socket.arrived(sentAt)) {
            workEnded();
        }
    }

    /** True during a pause or hang: nothing on it goes on, whatever the network does. */
    public boolean isSuspended() {
        return failures.standstills() > 0;
    }

    /** How often its process has died: work begun under a smaller number is gone. */
    public int incarnation() {
        return incarnation;
    }

    /** Lets somebody know when the process dies, restarts, freezes or thaws. */
    public void attach(Resident resident) {
        residents.add(resident);
    }

    /** A call has arrived and is being worked on. */
    public void enter(ActiveCall call) {
        calls.enter(call);
    }

    /** A call has been answered. */
    public void leave(ActiveCall call) {
        calls.leave(call);
        membership.workEnded();
    }

    /** Says that a call or something else has ended which a machine finishes before it leaves. */
    public void workEnded() {
        membership.workEnded();
    }

    /** How many events wait until it goes on, calls that are arriving included. */
    public int heldUp() {
        return calls.heldUp();
    }

    /** The auditor's own count of the calls. */
    public MeteredInFlightCount present() {
        return calls.present();
    }

    /** Counts the calls at its door that have been open for longer than a time, at the end of the run. */
    public void settleOverdue(long usualNanos) {
        calls.settleOverdue(simulation.now() - usualNanos, meter);
    }

    /** Keeps an event until the machine goes on after a pause or hang. */
    public void defer(Event event, int step) {
        calls.defer(event, step, simulation.trail());
    }

    /** Keeps a call that arrives during a pause or hang in front of the door until the machine goes on. */
    public void bufferWhileSuspended(ActiveCall call, int step) {
        calls.keepWaiting(call, step, simulation, meter);
    }

    /** Lets an event fire after a delay, unless the process has died by then; during a pause or hang it waits. */
    public void after(long delayNanos, Runnable action) {
        after(delayNanos, RequestPhase.OTHERS, action);
    }

    /** The same, with what a request goes through meanwhile that waits for it. */
    public void after(long delayNanos, RequestPhase meanwhile, Runnable action) {
        simulation.after(delayNanos, new ProcessEvent(this, meanwhile, action), 0);
    }

    /** How long work of a given length takes here now. */
    public long slowedNanos(long workNanos) {
        return degradations.stretched(workNanos);
    }

    /** Share of the calls that fail at once. */
    public double errorShare() {
        return degradations.errorShare();
    }

    /** Something goes wrong with it from now on. */
    public void begin(FailureMode mode) {
        failures.begin(mode);
        if (mode.kills()) {
            settleDeath();
        } else if (mode.freezes()) {
            suspend();
        } else {
            settleState(false);
        }
        guests.forEach(guest -> guest.begin(mode));
    }

    /** That is over, once; unless it is another machine by now. */
    public void end(FailureMode mode) {
        endOwn(mode);
        guests.forEach(guest -> guest.end(mode));
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
            settleState(false);
        }
    }

    /** A new machine takes the place and the name: the old one's failures, and their ends, do not concern it. */
    public void replace() {
        replaceOwn();
        guests.forEach(Host::replace);
    }

    private void replaceOwn() {
        if (failures.deaths() == 0) {
            incarnation++;
            residents.forEach(Resident::onCrash);
            calls.end(this, simulation.now());
            membership.workEnded();
        }
        settleState(failures.completeFailure());
        residents.forEach(Resident::onRestart);
    }

    /** Another machine takes the place, and is neither slow nor failing calls either. */
    public void renew() {
        degradations.bury();
        replaceOwn();
        guests.forEach(Host::renew);
    }

    /** Its process is killed, and another one is to begin on it. */
    public void beginRestart() {
        failures.beginAbsence();
        settleDeath();
        guests.forEach(Host::beginRestart);
    }

    /** The other process has begun, unless it is another machine by now: no failure that a process has concerns it. */
    public void endRestart() {
        endRestartOwn();
        guests.forEach(Host::endRestart);
    }

    private void endRestartOwn() {
        if (!failures.endAbsence()) {
            return;
        }
        boolean stoodStill = isSuspended();
        failures.buryProcess();
        degradations.bury();
        settleState(stoodStill);
        if (failures.deaths() == 0) {
            residents.forEach(Resident::onRestart);
        }
    }

    /** All work takes that many times as long, on top of other slowdowns. */
    public void slow(double factor) {
        degradations.slow(factor);
        guests.forEach(guest -> guest.slow(factor));
    }

    /** Takes a slowdown back. */
    public void endSlow(double factor) {
        degradations.endSlow(factor);
        guests.forEach(guest -> guest.endSlow(factor));
    }

    /** That share of the calls fails at once, of those that other faults let through. */
    public void fail(double share) {
        degradations.fail(share);
        guests.forEach(guest -> guest.fail(share));
    }

    /** Takes such a share back. */
    public void endFail(double share) {
        degradations.endFail(share);
        guests.forEach(guest -> guest.endFail(share));
    }

    /** The state comes first and the callers last: a caller may act at once, and must find a dead machine. */
    void settleDeath() {
        incarnation += failures.deaths() == 1 ? 1 : 0;
        settleState(false);
        if (failures.deaths() == 1) {
            residents.forEach(Resident::onCrash);
            calls.end(this, simulation.now());
            membership.workEnded();
        }
    }

    void revive() {
        settleState(false);
        if (failures.deaths() == 0) {
            residents.forEach(Resident::onRestart);
        }
    }

    /** Its process ends by itself, with nobody inside. */
    void stop() {
        incarnation++;
        residents.forEach(Resident::onCrash);
    }

    private void suspend() {
        if (failures.standstills() == 1) {
            residents.forEach(Resident::onSuspend);
        }
        settleState(false);
    }

    private void resume() {
        settleState(!isSuspended());
        calls.goOn(this, simulation);
        membership.workEnded();
    }

    /** Work goes on before anybody hears that the state has changed, or new work would meet cores that stand still. */
    void settleState(boolean thawed) {
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
