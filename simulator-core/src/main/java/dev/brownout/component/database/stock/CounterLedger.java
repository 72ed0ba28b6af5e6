package dev.brownout.component.database.stock;

import dev.brownout.service.Request;
import dev.brownout.spi.RowOperation;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Increments of a replica group. A failover that loses an increment takes its effect back. A repeated increment counts
 * again unless the database recognizes it by its idempotency key.
 */
final class CounterLedger implements RowLedger {
    private final CounterRows rows;
    /** Versions read by the senders of increments that have not been written, by the identity of the call. */
    private final Map<Long, Long> bases = new LinkedHashMap<>();
    /** Increments that a failover may still lose, in the order of their log positions. */
    private final ArrayDeque<Change> open = new ArrayDeque<>();

    /** An increment at a log position. */
    private record Change(long position, CounterRows.Effect effect) {}

    CounterLedger(CounterRows rows) {
        this.rows = rows;
    }

    long retainedCount() {
        return (long) bases.size() + open.size();
    }

    @Override
    public void sent(RowOperation operation, Request request) {
        if (operation == CounterOperation.INCREMENT_READ) {
            bases.put(request.identity(), rows.readBy(request));
        }
    }

    @Override
    public void apply(RowOperation operation, Request request, long position, long version, long decidedAt) {
        while (!open.isEmpty() && open.peek().position() <= decidedAt) {
            open.poll();
        }
        CounterRows.Effect effect = operation == CounterOperation.INCREMENT_READ
                ? rows.replace(request.key(), base(request), version)
                : rows.add(request.key(), version);
        open.add(new Change(position, effect));
    }

    private long base(Request request) {
        Long read = bases.remove(request.identity());
        return read == null ? rows.readBy(request) : read;
    }

    @Override
    public void cutOff(long position) {
        if (!open.isEmpty() && open.peekLast().position() == position) {
            rows.rollBack(open.pollLast().effect());
        }
    }
}
