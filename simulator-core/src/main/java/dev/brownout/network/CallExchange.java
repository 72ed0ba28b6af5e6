package dev.brownout.network;

import dev.brownout.host.ActiveCall;
import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Timer;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/** State of one call on an edge: request and response transfer, time at the host, and the caller's timeout. */
final class CallExchange extends ActiveCall implements Reply, CancellationToken.Listener {
    static final int EXPIRE = 2;
    private static final int DELIVER = 0;
    private static final int ANSWER = 1;
    /** Step of a call that enters the host after it was buffered during a pause or hang. */
    private static final int ENTER = 3;
    /** Random stream of the withdrawal of a call. */
    private static final int WITHDRAW = 4;
    /**
     * Pooling is off with assertions on. An instance is then used once, so that a late reply throws where it happens.
     */
    private static final boolean POOLING = !Edge.class.desiredAssertionStatus();

    private Edge edge;
    private Request request;
    private Reply caller;
    private Host from;
    private CallCounts counts;
    private int incarnation;
    private boolean isInside;
    private boolean dead;
    /** True if the call is refused on arrival, as no host is in service. */
    private boolean refusedOnArrival;
    /** True if the call uses an established connection, which the process keeps to its end. */
    private boolean established;
    /** True if the timeout event is deferred at a suspended caller, so that this instance must not be reused. */
    private boolean expiring;

    private Outcome outcome;
    private long detail;
    private long sentAt;
    /** Instant as of which a read is judged for staleness, in ns, see {@code VersionRegistry}; 0 if it is not. */
    private long bound;

    private long arrivedAt;
    /** Cancellation token of the caller; {@code null} if the call cannot be cancelled. */
    private CancellationToken callerToken;
    /** Cancellation token of the callee. */
    private CancellationToken calleeToken;

    /** Timeout timer of the caller. */
    final Timer timeoutTimer = new Timer(this);

    CallExchange pooled;

    void begin(Edge clientEdge, Host sender, Request call, Reply reply) {
        edge = clientEdge;
        request = call;
        caller = reply;
        from = sender;
        sentAt = edge.simulation.now();
        counts = edge.counts(sender, call);
        counts.send(sentAt, call.attempt());
        bound = clientEdge.versions.isDated() ? clientEdge.versions.bound(sentAt) : 0;
        incarnation = sender.incarnation();
        outcome = null;
        refusedOnArrival = false;
        established = false;
    }

    /** Marks the call as sent over an established connection, so that a process about to end accepts it. */
    void establish() {
        established = true;
    }

    /** Marks the call to be refused on arrival. */
    void refuseOnArrival() {
        refusedOnArrival = true;
    }

    /** Makes the call cancellable. The callee gets a token of its own, which is cancelled later than the caller's. */
    void attachCancellation(CancellationToken token) {
        callerToken = token;
        calleeToken = CancellationToken.ofCallee(token);
        request = request.withCancellation(calleeToken);
        token.listen(this);
    }

    void depart() {
        if (from.state() != Host.State.DARK) {
            beginWork(request.session());
            boolean carriesBody = request.operation() == Request.Operation.WRITE;
            if (carriesBody && edge.transfers != null) {
                edge.transfers.send(from, edge.callee, request);
            }
            send(edge.outbound, DELIVER, carriesBody ? request.sizeBytes() : 0);
        }
    }

    private void send(Link link, int step, long bytes) {
        ConstantDelayQueue delay = link.plainDelay();
        if (delay == null || step == DELIVER && edge.handshakes > 0) {
            sendWithDraws(link, step, bytes);
        } else if (delay.nanos() == 0) {
            if (step == DELIVER) {
                deliver();
            } else {
                fire(step);
            }
        } else {
            if (step == DELIVER) {
                edge.callee.approach();
            }
            edge.simulation.scheduleAfter(delay, this, step);
        }
    }

    private void sendWithDraws(Link link, int step, long bytes) {
        long identity = KeyedRandom.child(request.identity(), edge.salt, step, 0);
        long delayNanos = link.delayNanos(identity, bytes);
        for (int i = 0; step == DELIVER && i < 2 * edge.handshakes && delayNanos != Link.LOST; i++) {
            long more = (i % 2 == 0 ? edge.outbound : edge.inbound).delayNanos(KeyedRandom.child(identity, 1, i, 0), 0);
            delayNanos = more == Link.LOST ? Link.LOST : delayNanos + more;
        }
        if (delayNanos != Link.LOST) {
            if (step == DELIVER) {
                edge.callee.approach();
            }
            edge.simulation.scheduleAfter(delayNanos, this, step);
        } else if (step == DELIVER) {
            endWork(edge.simulation.now());
        }
    }

    @Override
    public void fire(int step) {
        switch (step) {
            case DELIVER -> {
                edge.callee.reach(sentAt);
                deliver();
            }
            case ENTER -> deliver();
            case ANSWER -> answer();
            default -> expire();
        }
    }

    @Override
    public RequestPhase phase(int step) {
        return step == EXPIRE ? RequestPhase.OTHERS : RequestPhase.NETWORK;
    }

    private void deliver() {
        if (!dead && edge.callee.isAccepting() && !refusedOnArrival) {
            enter();
        } else if (!dead) {
            handleUnavailableCallee();
        }
    }

    /** Handles a call to a host that is not up, or is up with a closed socket. */
    private void handleUnavailableCallee() {
        switch (refusedOnArrival ? Host.State.CRASHED : edge.callee.state()) {
            case UP -> {
                if (established || edge.callee.accepts(sentAt)) {
                    enter();
                } else {
                    refuse();
                }
            }
            case CRASHED -> refuse();
            case PAUSED, HUNG -> {
                arrivedAt = edge.simulation.now();
                edge.callee.bufferWhileSuspended(this, ENTER);
            }
            case DARK -> {
                dead = true;
                endWork(edge.simulation.now());
            }
        }
    }

    private void refuse() {
        if (!refusedOnArrival) {
            edge.callee.membership().callRefused();
        }
        endWork(edge.simulation.now());
        outcome = Outcome.REFUSED;
        detail = edge.number;
        send(edge.inbound, ANSWER, 0);
    }

    private void enter() {
        Host callee = edge.callee;
        arrivedAt = edge.simulation.now();
        isInside = true;
        enter(callee);
        if (callee.errorShare() > 0
                && edge.errors.withIdentity(request.identity()).uniform() < callee.errorShare()) {
            accept(Outcome.FAILED, edge.number);
        } else if (calleeToken != null && calleeToken.isCancelled()) {
            accept(calleeToken.outcome(), edge.number);
        } else if (edge.versions.isDated()) {
            long before = callee.arrival().begin(bound);
            edge.service.call(request, this);
            callee.arrival().end(before);
        } else {
            edge.service.call(request, this);
        }
    }

    @Override
    public void accept(Outcome answer, long answerDetail) {
        if (dead) {
            return;
        }
        Host callee = edge.callee;
        if (outcome != null || request == null) {
            throw new IllegalStateException(
                    callee.component() + "/" + callee.node() + " responded to one call" + " twice");
        }
        long now = edge.simulation.now();
        endWork(now);
        outcome = answer;
        detail = answerDetail;
        isInside = false;
        callee.leave(this);
        depart(callee, now, answer.index(), answer.good() && edge.hasLatency(now - arrivedAt()));
        if (callee.state() != Host.State.DARK) {
            boolean carriesBody = request.operation() == Request.Operation.READ;
            if (carriesBody && edge.transfers != null && answer.good()) {
                edge.transfers.send(callee, from, request);
            }
            send(edge.inbound, ANSWER, carriesBody ? request.sizeBytes() : 0);
        }
    }

    @Override
    protected void reset() {
        die(Outcome.RESET.index());
        outcome = Outcome.RESET;
        detail = edge.number;
        send(edge.inbound, ANSWER, 0);
    }

    @Override
    protected void vanish() {
        die(Outcome.count());
    }

    private void die(int mode) {
        if (isInside) {
            isInside = false;
            depart(edge.callee, edge.simulation.now(), mode, false);
        }
        dead = true;
        endWork(edge.simulation.now());
        if (calleeToken != null) {
            calleeToken.dispose();
        }
    }

    private void answer() {
        if (from.incarnation() != incarnation) {
            finish(true);
        } else if (from.isUp() || from.state() != Host.State.DARK && !from.isSuspended()) {
            finish(false);
        } else if (from.state() != Host.State.DARK) {
            from.defer(this, ANSWER);
        }
    }

    private void finish(boolean callerDied) {
        Reply waiter = caller;
        caller = null;
        edge.disarm(this);
        if (waiter != null) {
            recordEnd(callerDied, outcome, detail);
        }
        if (callerToken != null) {
            callerToken.unlisten(this);
            callerToken = null;
            calleeToken = null;
        }
        if (POOLING && !dead && !expiring) {
            request = null;
            pooled = edge.outbound.free;
            edge.outbound.free = this;
        }
        if (waiter != null && !callerDied) {
            waiter.accept(outcome, detail);
        }
    }

    private void expire() {
        expiring = from.incarnation() == incarnation && from.isSuspended();
        if (expiring) {
            from.defer(this, EXPIRE);
        } else {
            endEarly(Outcome.TIMED_OUT, Outcome.CANCELLED);
        }
    }

    /** Ends the call after a cancellation by the caller or at its deadline, which the callee detects itself. */
    @Override
    public void onCancelled(Outcome outcome) {
        edge.disarm(this);
        endEarly(outcome, outcome);
    }

    /** Sends the withdrawal of work that has not begun to the callee, which answers the call. */
    @Override
    public boolean isWithdrawn() {
        if (calleeToken != null && from.state() != Host.State.DARK) {
            sendLater(calleeToken::withdraw, WITHDRAW);
        }
        return true;
    }

    private void endEarly(Outcome callerOutcome, Outcome calleeOutcome) {
        Reply waiter = caller;
        if (waiter == null) {
            return;
        }
        caller = null;
        boolean callerDied = from.incarnation() != incarnation;
        recordEnd(callerDied, callerOutcome, edge.number);
        if (callerToken != null) {
            callerToken.unlisten(this);
            sendCancellation(calleeOutcome);
        }
        if (!callerDied) {
            waiter.accept(callerOutcome, edge.number);
        }
    }

    private void recordEnd(boolean callerDied, Outcome outcome, long location) {
        edge.recordEnd();
        if (callerDied) {
            counts.abandon(edge.simulation.now());
        } else {
            counts.end(edge.simulation.now(), outcome, location);
        }
    }

    private void sendCancellation(Outcome calleeOutcome) {
        CancellationToken token = calleeToken;
        if (calleeOutcome == Outcome.TIMED_OUT) {
            new CalleeMessage(edge.callee, () -> token.end(calleeOutcome)).fire(0);
        } else if (from.state() != Host.State.DARK) {
            sendLater(() -> token.end(calleeOutcome), EXPIRE);
        }
    }

    private void sendLater(Runnable action, int step) {
        long delayNanos = edge.outbound.delayNanos(KeyedRandom.child(request.identity(), edge.salt, step, 0), 0);
        if (delayNanos != Link.LOST) {
            edge.simulation.scheduleAfter(delayNanos, new CalleeMessage(edge.callee, action), 0);
        }
    }

    @Override
    protected boolean isAt(Host host) {
        return host == edge.callee && outcome == null && !dead;
    }

    @Override
    protected long arrivedAt() {
        return arrivedAt;
    }

    /** Cancellation or withdrawal of a call, in transit to the host that works on it. */
    private static final class CalleeMessage extends Event {
        private final Host callee;
        private final Runnable action;

        CalleeMessage(Host callee, Runnable action) {
            this.callee = callee;
            this.action = action;
        }

        /** Delivers the message. A suspended host handles it afterwards; a dead or dark host never does. */
        @Override
        public void fire(int step) {
            if (callee.isSuspended()) {
                callee.defer(this, step);
            } else if (callee.isUp()) {
                action.run();
            }
        }
    }
}
