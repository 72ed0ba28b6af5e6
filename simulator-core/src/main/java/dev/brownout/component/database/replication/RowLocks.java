package dev.brownout.component.database.replication;

import dev.brownout.component.database.node.OpenTransactions.Transaction;
import dev.brownout.host.Host;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Row locks of the writes on one node. A write holds the lock of its row from the grant to its reply, or to the end of
 * its transaction of several queries. Locks are in the memory of the process and are lost in a crash.
 */
public final class RowLocks implements Host.Resident {
    /** Metrics of all rows together. */
    public record Measures(
            @Doc("Writes waiting for the row lock of their key.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Writes waiting for a row lock of {}")
            TimeWeighted lockQueue,

            @Doc("Waiting time of writes for the row lock of their key, by the time they got it; 0 if it was "
                    + "free. Writes that still wait at the end of the run, for longer than usual, count with their "
                    + "age.")
            LatencyHistogram lockWait) {}

    /** Waiting time before the check for a deadlock, in ns. PostgreSQL documentation: deadlock_timeout 1 s. */
    private static final long DEADLOCK_NANOS = 1_000_000_000;

    private final Simulation simulation;
    private final Measures measures;
    private final Host host;
    private final Map<Integer, ArrayDeque<LockWaiter>> rows = new LinkedHashMap<>();
    /** Transactions of several queries that hold rows. */
    private final Map<Integer, Transaction> holdingTransactions = new LinkedHashMap<>();
    /** Rows for which transactions of several queries wait. */
    private final Map<Transaction, Integer> awaited = new LinkedHashMap<>();

    private int waiting;
    private int epoch;
    private long grants;
    private long back;

    /** A write that waits for its row lock. */
    private record LockWaiter(Runnable begin, Transaction transaction, long since, Trail trail) {}

    /** Creates the row locks of a node, all free. */
    public RowLocks(ComponentContext context, Host host) {
        this.simulation = context.simulation();
        this.host = host;
        this.measures = context.metrics().instruments(Measures.class);
        host.attach(this);
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": row locks acquired = released + held", () -> grants, () -> back + rows.size());
        audit.reportMemoryUse("writes that wait for row locks", 150, () -> waiting);
        audit.overdue(
                new OverdueWaits(context.grid(), List.of(measures.lockWait()), List.of(), this::open).atTheirEnd());
    }

    /**
     * Starts a write when the row of its key is free: immediately or later. A write that waits for itself through the
     * locks of other transactions fails after the deadlock timeout.
     *
     * @param transaction its transaction; {@code null} for a write alone, which releases its only lock by itself
     * @param deadlock called in place of {@code begin} if the write fails; {@code null} for a write alone
     */
    void acquire(int key, Transaction transaction, Runnable begin, Runnable deadlock) {
        ArrayDeque<LockWaiter> others = rows.get(key);
        LockWaiter write = new LockWaiter(begin, transaction, simulation.now(), simulation.trail());
        if (others == null) {
            rows.put(key, new ArrayDeque<>(1));
            grant(key, write);
            return;
        }
        others.add(write);
        waiting(1);
        if (transaction != null) {
            awaited.put(transaction, key);
            host.schedule(DEADLOCK_NANOS, RequestPhase.WAITING, () -> checkDeadlock(key, write, deadlock));
        }
    }

    /**
     * Starts a write of a transaction when it has the lock of its row, which the transaction keeps to its end.
     *
     * @param failure called in place of {@code begin} after a deadlock, or if the transaction has ended before
     */
    void acquireForTransaction(int key, Transaction transaction, Runnable begin, Runnable failure) {
        if (transaction.isLocked(key)) {
            begin.run();
            return;
        }
        Reply release = returning(key, (outcome, detail) -> {});
        Runnable granted = () -> {
            if (transaction.isOver()) {
                release.accept(Outcome.FAILED, 0);
                failure.run();
            } else {
                transaction.addLock(key, () -> release.accept(Outcome.OK, 0));
                begin.run();
            }
        };
        acquire(key, transaction, granted, failure);
    }

    /** Fails a write that still waits if the holder of its row waits for it, directly or through others. */
    private void checkDeadlock(int key, LockWaiter write, Runnable deadlock) {
        if (!rows.containsKey(key) || !rows.get(key).contains(write)) {
            return;
        }
        Transaction next = holdingTransactions.get(key);
        for (int i = 0; i < awaited.size() && next != null && next != write.transaction; i++) {
            next = awaited.containsKey(next) ? holdingTransactions.get(awaited.get(next)) : null;
        }
        if (next == write.transaction) {
            rows.get(key).remove(write);
            awaited.remove(write.transaction);
            waiting(-1);
            deadlock.run();
        }
    }

    /**
     * Returns a reply that releases the row lock, grants it to the next write, and then passes the outcome to the
     * caller.
     */
    Reply returning(int key, Reply caller) {
        return new LockRelease(key, caller);
    }

    private void grant(int key, LockWaiter write) {
        grants++;
        measures.lockWait().record(simulation.now(), simulation.now() - write.since);
        if (write.transaction != null) {
            awaited.remove(write.transaction);
            holdingTransactions.put(key, write.transaction);
        }
        write.begin.run();
    }

    private void release(int key) {
        back++;
        holdingTransactions.remove(key);
        LockWaiter next = rows.get(key).poll();
        if (next == null) {
            rows.remove(key);
            return;
        }
        waiting(-1);
        Trail own = simulation.trail();
        simulation.resume(next.trail, RequestPhase.WAITING);
        grant(key, next);
        simulation.restore(own);
    }

    private void open(OverdueWaits.OpenWaits open) {
        rows.values().forEach(row -> row.forEach(write -> open.open(write.since, 1)));
    }

    private void waiting(int change) {
        waiting += change;
        measures.lockQueue().add(simulation.now(), change);
    }

    @Override
    public void onCrash() {
        back += rows.size();
        rows.clear();
        holdingTransactions.clear();
        awaited.clear();
        epoch++;
        waiting(-waiting);
    }

    /** Releases a row lock, unless the process that granted it has died. */
    private final class LockRelease implements Reply {
        private final int key;
        private final Reply caller;
        private final int started = epoch;

        LockRelease(int key, Reply caller) {
            this.key = key;
            this.caller = caller;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (started == epoch) {
                release(key);
            }
            caller.accept(outcome, detail);
        }
    }
}
