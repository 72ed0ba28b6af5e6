package dev.brownout.component.database.stock;

import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spi.component.StockOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Reservations of a replica group. They follow the log of the group: a failover that loses a write takes its effect
 * back. A repeated confirmation is recognized by its hold, a repeated reservation is not.
 */
public final class StockLedger implements RowLedger {
    private final StockRows rows;
    private final StockMetrics measures;
    private final Simulation simulation;
    private final long holdNanos;
    private final Map<Hold.Buyer, List<Hold>> holds = new LinkedHashMap<>();
    /** Changes that a failover may still lose, in the order of their log positions. */
    private final ArrayDeque<Change> open = new ArrayDeque<>();

    private final Map<Integer, Integer> takenLate = new TreeMap<>();
    private BooleanSupplier writable;
    private Consumer<Hold> expiry;
    private long newest;
    private long lateFrom;
    private long reservations;
    private long kept;

    /** A change of a hold at a log position. The hold of a release without effect is {@code null}. */
    private record Change(long position, Hold hold, Hold.State to) {}

    StockLedger(StockRows rows, StockMetrics measures, Simulation simulation, long holdNanos) {
        this.rows = rows;
        this.measures = measures;
        this.simulation = simulation;
        this.holdNanos = holdNanos;
    }

    /**
     * Sets the write that expires a hold.
     *
     * @param possible whether there is a primary that can make the write now
     */
    public void expireBy(BooleanSupplier possible, Consumer<Hold> write) {
        writable = possible;
        expiry = write;
    }

    Simulation simulation() {
        return simulation;
    }

    /** Expires a hold. Returns false if no primary can make the write now. */
    boolean expire(Hold hold) {
        boolean possible = writable.getAsBoolean();
        if (possible) {
            expiry.accept(hold);
        }
        return possible;
    }

    long reservations() {
        return reservations;
    }

    long kept() {
        return kept;
    }

    long count(Hold.State state) {
        return holds.values().stream()
                .flatMap(List::stream)
                .filter(hold -> hold.state() == state)
                .count();
    }

    @Override
    public Outcome decide(StockOperation operation, Request request) {
        return switch (operation) {
            case RESERVE -> rows.free(request.key()) > 0 ? Outcome.OK : Outcome.SOLD_OUT;
            case CONFIRM -> valid(request) == null ? Outcome.HOLD_EXPIRED : Outcome.OK;
            case RESERVE_UNCHECKED, RELEASE, INCREMENT, INCREMENT_READ -> Outcome.OK;
        };
    }

    @Override
    public boolean repeated(StockOperation operation, Request request) {
        return operation == StockOperation.CONFIRM
                && holds(request).stream().anyMatch(hold -> hold.confirmedBy(request.idempotencyKey()));
    }

    @Override
    public void refused(StockOperation operation) {
        if (operation.takes()) {
            rows.soldOut();
        }
    }

    private List<Hold> holds(Request request) {
        return holds.getOrDefault(Hold.Buyer.of(request), List.of());
    }

    private Hold valid(Request request) {
        long now = simulation.now();
        return holds(request).stream()
                .filter(hold -> hold.valid(now))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void apply(StockOperation operation, Request request, long position, long version, long settled) {
        switch (operation) {
            case RESERVE, RESERVE_UNCHECKED -> reserve(request, position, version, settled);
            case CONFIRM -> {
                Hold hold = valid(request);
                hold.end(simulation, Hold.State.SOLD, request.idempotencyKey());
                held(-1);
                measures.soldUnits().add(simulation.now());
                write(new Change(position, hold, Hold.State.SOLD), version, settled);
            }
            case RELEASE -> {
                Hold hold = valid(request);
                if (hold != null) {
                    giveBack(hold, Hold.State.RELEASED, version);
                }
                write(new Change(position, hold, Hold.State.RELEASED), version, settled);
            }
            case INCREMENT, INCREMENT_READ -> throw new IllegalStateException("units are not counters");
        }
    }

    private void reserve(Request request, long position, long version, long settled) {
        long now = simulation.now();
        Hold hold = new Hold(this, request, Hold.State.HELD, until(now));
        keep(hold);
        hold.begin(simulation);
        reservations++;
        held(1);
        measures.soldOutShare().add(now, 0, 1);
        rows.change(request.key(), -1, version);
        write(new Change(position, hold, Hold.State.HELD), version, settled);
    }

    private long until(long now) {
        return holdNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + holdNanos;
    }

    /** Expires a hold by a write in the log, like {@link #apply}. */
    public void expired(Hold hold, long position, long version, long settled) {
        giveBack(hold, Hold.State.EXPIRED, version);
        write(new Change(position, hold, Hold.State.EXPIRED), version, settled);
    }

    private void giveBack(Hold hold, Hold.State state, long version) {
        hold.end(simulation, state, 0);
        drop(hold);
        held(-1);
        (state == Hold.State.EXPIRED ? measures.expiredHolds() : measures.releasedHolds()).add(simulation.now());
        rows.change(hold.key(), 1, version);
    }

    private void write(Change change, long version, long settled) {
        newest = version;
        while (!open.isEmpty() && open.peek().position() <= settled) {
            open.poll();
        }
        open.add(change);
    }

    private void held(int by) {
        measures.heldUnits().add(simulation.now(), by);
    }

    private void keep(Hold hold) {
        holds.computeIfAbsent(hold.buyer(), any -> new ArrayList<>(1)).add(hold);
        kept++;
    }

    private void drop(Hold hold) {
        List<Hold> others = holds.get(hold.buyer());
        others.remove(hold);
        kept--;
        if (others.isEmpty()) {
            holds.remove(hold.buyer());
        }
    }

    @Override
    public void failOver() {
        lateFrom = newest;
        takenLate.clear();
    }

    @Override
    public void cutOff(long position) {
        if (open.isEmpty() || open.peekLast().position() != position) {
            return;
        }
        Change lost = open.pollLast();
        Hold hold = lost.hold();
        if (hold == null) {
            return;
        }
        switch (lost.to()) {
            case HELD -> {
                hold.end(simulation, Hold.State.LOST, 0);
                held(-1);
                measures.lostHolds().add(simulation.now());
                rows.restore(hold.key(), 1);
            }
            case SOLD -> {
                measures.soldUnits().add(simulation.now(), -1);
                holdAgain(hold);
            }
            case EXPIRED -> takeAgain(hold, () -> measures.expiredHolds().add(simulation.now(), -1));
            case RELEASED -> takeAgain(hold, () -> measures.releasedHolds().add(simulation.now(), -1));
            case LOST -> throw new IllegalStateException("no write makes a hold " + lost.to());
        }
    }

    private void takeAgain(Hold hold, Runnable count) {
        count.run();
        keep(hold);
        rows.restore(hold.key(), -1);
        holdAgain(hold);
    }

    private void holdAgain(Hold hold) {
        held(1);
        hold.begin(simulation);
    }

    /**
     * Returns the outcome of an operation on a former primary that does not know that it was replaced. It decides by
     * its own units, of which none expire meanwhile. The current primary does not learn of the operation.
     */
    @Override
    public Outcome decideLate(StockOperation operation, Request request) {
        if (operation == StockOperation.CONFIRM) {
            long now = simulation.now();
            boolean known = holds(request).stream().anyMatch(hold -> hold.knownBefore(now));
            return known ? Outcome.OK : Outcome.HOLD_EXPIRED;
        }
        if (!operation.takes()) {
            return Outcome.OK;
        }
        int taken = takenLate.getOrDefault(request.key(), 0);
        if (operation == StockOperation.RESERVE && rows.free(request.key(), lateFrom) <= taken) {
            return Outcome.SOLD_OUT;
        }
        takenLate.put(request.key(), taken + 1);
        keep(new Hold(this, request, Hold.State.LOST, until(simulation.now())));
        return Outcome.OK;
    }

    /** Records that the buyer of a request has received the confirmation of a sale, once for each sale. */
    @Override
    public void acknowledged(StockOperation operation, Request request) {
        if (operation == StockOperation.CONFIRM) {
            rows.acknowledgedSale(request.key());
        }
    }
}
