package dev.brownout.component.database.stock;

import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spi.RowOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Reservations of a replica group. They follow the log of the group: a failover that loses a write takes its effect
 * back. A repeated confirmation is recognized by its hold, a repeated reservation is not.
 */
final class StockLedger implements RowLedger {
    private final StockRows rows;
    private final StockMetrics measures;
    private final Simulation simulation;
    private final long holdNanos;
    private final Map<Hold.Buyer, List<Hold>> holds = new LinkedHashMap<>();
    /** Changes that a failover may still lose, in the order of their log positions. */
    private final ArrayDeque<Change> open = new ArrayDeque<>();

    private final Map<Integer, Integer> lateHolds = new TreeMap<>();
    private BooleanSupplier writable;
    private PrimaryWrite expiry;
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

    @Override
    public void writeBy(BooleanSupplier possible, PrimaryWrite write) {
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
            expiry.write(hold.source(), hold.key(), hold.sizeBytes(), (position, version, decidedAt) -> {
                returnUnit(hold, Hold.State.EXPIRED, version);
                write(new Change(position, hold, Hold.State.EXPIRED), version, decidedAt);
            });
        }
        return possible;
    }

    long reservations() {
        return reservations;
    }

    long retainedCount() {
        return kept;
    }

    long count(Hold.State state) {
        return holds.values().stream()
                .flatMap(List::stream)
                .filter(hold -> hold.state() == state)
                .count();
    }

    @Override
    public Outcome decide(RowOperation operation, Request request) {
        return switch ((StockOperation) operation) {
            case RESERVE -> rows.free(request.key()) > 0 ? Outcome.OK : Outcome.SOLD_OUT;
            case CONFIRM -> valid(request) == null ? Outcome.HOLD_EXPIRED : Outcome.OK;
            case RESERVE_UNCHECKED, RELEASE -> Outcome.OK;
        };
    }

    @Override
    public boolean isRepeated(RowOperation operation, Request request) {
        return operation == StockOperation.CONFIRM
                && holdsOf(request).stream().anyMatch(hold -> hold.confirmedBy(request.idempotencyKey()));
    }

    @Override
    public void onRefused(RowOperation operation) {
        if (((StockOperation) operation).consumesUnit()) {
            rows.soldOut();
        }
    }

    private List<Hold> holdsOf(Request request) {
        return holds.getOrDefault(Hold.Buyer.of(request), List.of());
    }

    private Hold valid(Request request) {
        long now = simulation.now();
        return holdsOf(request).stream()
                .filter(hold -> hold.isValid(now))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void apply(RowOperation operation, Request request, long position, long version, long decidedAt) {
        switch ((StockOperation) operation) {
            case RESERVE, RESERVE_UNCHECKED -> reserve(request, position, version, decidedAt);
            case CONFIRM -> {
                Hold hold = valid(request);
                hold.end(simulation, Hold.State.SOLD, request.idempotencyKey());
                addHeld(-1);
                measures.soldUnits().add(simulation.now());
                write(new Change(position, hold, Hold.State.SOLD), version, decidedAt);
            }
            case RELEASE -> {
                Hold hold = valid(request);
                if (hold != null) {
                    returnUnit(hold, Hold.State.RELEASED, version);
                }
                write(new Change(position, hold, Hold.State.RELEASED), version, decidedAt);
            }
        }
    }

    private void reserve(Request request, long position, long version, long decidedAt) {
        long now = simulation.now();
        Hold hold = new Hold(this, request, Hold.State.HELD, expiryTime(now));
        addHold(hold);
        hold.begin(simulation);
        reservations++;
        addHeld(1);
        measures.soldOutShare().add(now, 0, 1);
        rows.change(request.key(), -1, version);
        write(new Change(position, hold, Hold.State.HELD), version, decidedAt);
    }

    private long expiryTime(long now) {
        return holdNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + holdNanos;
    }

    private void returnUnit(Hold hold, Hold.State state, long version) {
        hold.end(simulation, state, 0);
        drop(hold);
        addHeld(-1);
        (state == Hold.State.EXPIRED ? measures.expiredHolds() : measures.releasedHolds()).add(simulation.now());
        rows.change(hold.key(), 1, version);
    }

    private void write(Change change, long version, long decidedAt) {
        newest = version;
        while (!open.isEmpty() && open.peek().position() <= decidedAt) {
            open.poll();
        }
        open.add(change);
    }

    private void addHeld(int factor) {
        measures.heldUnits().add(simulation.now(), factor);
    }

    private void addHold(Hold hold) {
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
        lateHolds.clear();
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
                addHeld(-1);
                measures.lostHolds().add(simulation.now());
                rows.restore(hold.key(), 1);
            }
            case SOLD -> {
                measures.soldUnits().add(simulation.now(), -1);
                renewHold(hold);
            }
            case EXPIRED -> consumeAgain(hold, () -> measures.expiredHolds().add(simulation.now(), -1));
            case RELEASED -> consumeAgain(hold, () -> measures.releasedHolds().add(simulation.now(), -1));
            case LOST -> throw new IllegalStateException("no write makes a hold " + lost.to());
        }
    }

    private void consumeAgain(Hold hold, Runnable count) {
        count.run();
        addHold(hold);
        rows.restore(hold.key(), -1);
        renewHold(hold);
    }

    private void renewHold(Hold hold) {
        addHeld(1);
        hold.begin(simulation);
    }

    /**
     * Returns the outcome of an operation on a former primary that does not know that it was replaced. It decides by
     * its own units, of which none expire meanwhile. The current primary does not learn of the operation.
     */
    @Override
    public Outcome decideLate(RowOperation operation, Request request) {
        if (operation == StockOperation.CONFIRM) {
            long now = simulation.now();
            boolean known = holdsOf(request).stream().anyMatch(hold -> hold.knownBefore(now));
            return known ? Outcome.OK : Outcome.HOLD_EXPIRED;
        }
        if (!((StockOperation) operation).consumesUnit()) {
            return Outcome.OK;
        }
        int count = lateHolds.getOrDefault(request.key(), 0);
        if (operation == StockOperation.RESERVE && rows.free(request.key(), lateFrom) <= count) {
            return Outcome.SOLD_OUT;
        }
        lateHolds.put(request.key(), count + 1);
        addHold(new Hold(this, request, Hold.State.LOST, expiryTime(simulation.now())));
        return Outcome.OK;
    }

    /** Records that the buyer of a request has received the confirmation of a sale, once for each sale. */
    @Override
    public void onAcknowledged(RowOperation operation, Request request) {
        if (operation == StockOperation.CONFIRM) {
            rows.acknowledgedSale(request.key());
        }
    }
}
