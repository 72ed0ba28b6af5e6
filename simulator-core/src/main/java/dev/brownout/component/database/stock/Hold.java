package dev.brownout.component.database.stock;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;

/** A unit that is reserved for a buyer, and later sold or free again. */
final class Hold extends Event {
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final StockLedger ledger;
    private final Buyer buyer;
    private final int key;
    private final int source;
    private final int sizeBytes;
    private final long endNanos;
    private State state;
    /** Idempotency key of the confirmation; 0 before. */
    private long confirmedBy;

    private long timer = Simulation.NO_TIMER;

    /** State of a hold. */
    enum State {
        /** Reserved for its buyer. */
        HELD,
        /** Confirmed. */
        SOLD,
        /** Returned by its buyer. */
        RELEASED,
        /** Returned at the end of its time. */
        EXPIRED,
        /** Unknown to the current primary. */
        LOST
    }

    /**
     * The owner of holds of a key.
     *
     * @param user number of the user of a journey, or of the request in its class
     * @param source number of the request class; -1 for a user of a journey
     * @param key the key
     */
    record Buyer(long user, int source, int key) {
        /** Returns the buyer of a request. All requests of a journey have the same buyer. */
        static Buyer of(Request request) {
            long user = request.logical().user();
            return user == LogicalRequest.UNKNOWN
                    ? new Buyer(request.number(), request.source().number(), request.key())
                    : new Buyer(user, -1, request.key());
        }
    }

    Hold(StockLedger ledger, Request request, State state, long until) {
        this.ledger = ledger;
        this.buyer = Buyer.of(request);
        this.key = request.key();
        this.source = request.source().number();
        this.sizeBytes = request.sizeBytes();
        this.state = state;
        this.endNanos = until;
    }

    /** Returns the key of the unit. */
    int key() {
        return key;
    }

    /** Returns the number of the request class that reserved the unit. */
    int source() {
        return source;
    }

    /** Returns the size of the reservation, in bytes. */
    int sizeBytes() {
        return sizeBytes;
    }

    Buyer buyer() {
        return buyer;
    }

    State state() {
        return state;
    }

    /** Returns whether the hold was confirmed with an idempotency key. */
    boolean confirmedBy(long idempotencyKey) {
        return state == State.SOLD && confirmedBy == idempotencyKey;
    }

    /** Returns whether the unit is held and its time has not ended. */
    boolean isValid(long now) {
        return state == State.HELD && now < endNanos;
    }

    /** Returns whether a primary that a failover has replaced knows the hold. */
    boolean knownBefore(long now) {
        return (state == State.HELD || state == State.LOST) && now < endNanos;
    }

    /** Changes the state of a held unit; its time ends. */
    void end(Simulation simulation, State next, long amount) {
        state = next;
        confirmedBy = amount;
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
    }

    /** Holds the unit until its time ends. */
    void begin(Simulation simulation) {
        state = State.HELD;
        confirmedBy = 0;
        if (endNanos != Long.MAX_VALUE) {
            timer = simulation.scheduleAt(Math.max(endNanos, simulation.now()), this, 0);
        }
    }

    /** Expires the hold. Without a primary it tries again after a second. */
    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        if (!ledger.expire(this)) {
            timer = ledger.simulation().scheduleAfter(RETRY_NANOS, this, 0);
        }
    }
}
