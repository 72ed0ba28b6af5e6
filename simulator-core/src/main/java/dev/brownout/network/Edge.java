package dev.brownout.network;

import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Simulation;
import dev.brownout.node.Host;
import dev.brownout.node.Occupant;
import dev.brownout.random.Draws;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * The way from one place to a service on a machine: the hop there and back, what the caller sees of the machine's
 * state, the meter at its door, the caller's patience, and the check that each call is answered exactly once.
 */
public final class Edge {
    private static final int DELIVER = 0;
    private static final int ANSWER = 1;
    private static final int EXPIRE = 2;
    /** With assertions on, a crossing is used once, so that an answer that comes too late throws where it happens. */
    private static final boolean POOLING = !Edge.class.desiredAssertionStatus();

    private final Simulation simulation;
    private final Link there;
    private final Link back;
    private final Host callee;
    private final int number;
    private final Service service;
    private final Delay patience;
    private final int handshakes;
    private final Draws errors;
    private final long salt;
    private Crossing free;
    private long issued;
    private long ended;
    private long waiting;

    /**
     * A way to a machine.
     *
     * @param there link from the caller's place
     * @param back link to the caller's place
     * @param callee the machine
     * @param number number of its component, the detail of failures that arise here
     * @param service what it does
     * @param patienceNanos how long a caller waits; 0 for ever
     * @param handshakes round trips before the first byte of each call
     * @param errors keyed draws for calls that fail at once
     */
    public Edge(
            Simulation simulation,
            Link there,
            Link back,
            Host callee,
            int number,
            Service service,
            long patienceNanos,
            int handshakes,
            Draws errors) {
        this.simulation = simulation;
        this.there = there;
        this.back = back;
        this.callee = callee;
        this.number = number;
        this.service = service;
        this.patience = patienceNanos > 0 ? simulation.delay(patienceNanos) : null;
        this.handshakes = handshakes;
        this.errors = errors;
        this.salt = Draws.key(0, 0, callee.component());
    }

    /** The machine at its end. */
    public Host callee() {
        return callee;
    }

    /** Calls sent by callers. */
    public long issued() {
        return issued;
    }

    /** Calls that have ended for their callers: answered, given up, or the caller is dead. */
    public long ended() {
        return ended;
    }

    /** Calls whose callers still wait. */
    public long waiting() {
        return waiting;
    }

    /**
     * Sends a call.
     *
     * @param from the machine that calls
     * @param request what it asks for
     * @param reply who waits on it
     */
    public void cross(Host from, Request request, Reply reply) {
        Crossing crossing = free;
        if (crossing == null) {
            crossing = new Crossing();
        } else {
            free = crossing.pooled;
        }
        crossing.request = request;
        crossing.caller = reply;
        crossing.from = from;
        crossing.incarnation = from.incarnation();
        crossing.outcome = null;
        issued++;
        waiting++;
        if (patience != null) {
            crossing.timer = simulation.after(patience, crossing, EXPIRE);
        }
        if (from.state() != Host.State.DARK) {
            crossing.send(there, DELIVER, request.operation() == Request.Operation.WRITE ? request.sizeBytes() : 0);
        }
    }

    private final class Crossing extends Occupant implements Reply {
        private Request request;
        private Reply caller;
        private Host from;
        private int incarnation;
        private boolean inside;
        private boolean dead;
        /** The expiry waits in the inbox of a caller that stands still, so the crossing must not be used again. */
        private boolean expiring;

        private Outcome outcome;
        private long detail;
        private long arrivedAt;
        private long timer = Simulation.NO_TIMER;
        private Crossing pooled;

        private void send(Link link, int step, long bytes) {
            Delay delay = link.plainDelay();
            if (delay == null || step == DELIVER && handshakes > 0) {
                sendWithDraws(link, step, bytes);
            } else if (delay.nanos() == 0) {
                fire(step);
            } else {
                simulation.after(delay, this, step);
            }
        }

        private void sendWithDraws(Link link, int step, long bytes) {
            long identity = Draws.child(request.identity(), salt, step, 0);
            long delayNanos = link.delayNanos(identity, bytes);
            for (int i = 0; step == DELIVER && i < 2 * handshakes && delayNanos != Link.LOST; i++) {
                long more = (i % 2 == 0 ? there : back).delayNanos(Draws.child(identity, 1, i, 0), 0);
                delayNanos = more == Link.LOST ? Link.LOST : delayNanos + more;
            }
            if (delayNanos != Link.LOST) {
                simulation.after(delayNanos, this, step);
            }
        }

        @Override
        public void fire(int step) {
            switch (step) {
                case DELIVER -> deliver();
                case ANSWER -> answer();
                default -> expire();
            }
        }

        private void deliver() {
            if (!dead && callee.up()) {
                enter();
            } else if (!dead) {
                meetTrouble();
            }
        }

        private void meetTrouble() {
            switch (callee.state()) {
                case CRASHED -> {
                    outcome = Outcome.REFUSED;
                    detail = number;
                    send(back, ANSWER, 0);
                }
                case PAUSED, HUNG -> callee.defer(this, DELIVER);
                default -> dead = true;
            }
        }

        private void enter() {
            arrivedAt = simulation.now();
            inside = true;
            callee.meter().arrive(arrivedAt);
            callee.enter(this);
            if (callee.errorShare() > 0 && errors.at(request.identity()).uniform() < callee.errorShare()) {
                accept(Outcome.FAILED, number);
            } else {
                service.call(request, this);
            }
        }

        @Override
        public void accept(Outcome answer, long answerDetail) {
            if (dead) {
                return;
            }
            if (outcome != null || request == null) {
                throw new IllegalStateException(callee.component() + "/" + callee.node() + " answered one call twice");
            }
            outcome = answer;
            detail = answerDetail;
            inside = false;
            callee.leave(this);
            callee.meter().depart(simulation.now(), arrivedAt, answer.index(), answer.good());
            if (callee.state() != Host.State.DARK) {
                send(back, ANSWER, request.operation() == Request.Operation.READ ? request.sizeBytes() : 0);
            }
        }

        @Override
        protected void reset() {
            die(Outcome.RESET.index());
            outcome = Outcome.RESET;
            detail = number;
            send(back, ANSWER, 0);
        }

        @Override
        protected void vanish() {
            die(Outcome.count());
        }

        private void die(int how) {
            if (inside) {
                inside = false;
                callee.meter().depart(simulation.now(), arrivedAt, how, false);
            }
            dead = true;
        }

        private void answer() {
            if (from.incarnation() != incarnation) {
                settle(true);
            } else if (from.up() || from.state() != Host.State.DARK && !from.frozen()) {
                settle(false);
            } else if (from.state() != Host.State.DARK) {
                from.defer(this, ANSWER);
            }
        }

        private void settle(boolean callerDied) {
            Reply waiter = caller;
            caller = null;
            simulation.cancel(timer);
            timer = Simulation.NO_TIMER;
            if (waiter != null) {
                waiting--;
                ended++;
            }
            if (POOLING && !dead && !expiring) {
                request = null;
                pooled = free;
                free = this;
            }
            if (waiter != null && !callerDied) {
                waiter.accept(outcome, detail);
            }
        }

        private void expire() {
            timer = Simulation.NO_TIMER;
            expiring = from.incarnation() == incarnation && from.frozen();
            if (expiring) {
                from.defer(this, EXPIRE);
                return;
            }
            Reply waiter = caller;
            if (waiter == null) {
                return;
            }
            caller = null;
            waiting--;
            ended++;
            if (from.incarnation() == incarnation) {
                waiter.accept(Outcome.TIMED_OUT, number);
            }
        }

        @Override
        protected boolean isAt(Host host) {
            return host == callee && outcome == null && !dead;
        }

        @Override
        protected long arrivedAt() {
            return arrivedAt;
        }
    }
}
