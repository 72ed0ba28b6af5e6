package dev.brownout.component.database.node;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.DatabaseSession;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Open transactions on one node. A transaction is idle between its queries. It ends with its commit, with its
 * connection, with the process, or when it was idle for too long.
 */
public final class OpenTransactions implements Host.Resident {
    /** Metrics of the transactions of several queries. */
    public record TransactionMeasures(
            @Doc("Connections that are idle in a transaction: between two queries of a transaction step, or between "
                    + "its last query and its end. Time-weighted.")
            @ChartTitle("Connections idle in transaction of {}")
            TimeWeighted idleInTransaction,

            @Doc("Transactions that were ended because they exceeded idle_in_transaction_timeout.")
            @ChartTitle("Transactions of {} ended while idle")
            Counter idleTransactionsEnded) {}

    private final Simulation simulation;
    private final Host host;
    private final int number;
    /** Maximum time for which a transaction is idle, in ns; 0 for no limit. */
    private final long idleNanos;

    private final TransactionMeasures measures;
    private final Map<DatabaseSession, Transaction> open = new LinkedHashMap<>();
    private long started;
    private long committed;
    private long rolledBack;
    private int idle;

    /**
     * Creates the transactions of a node.
     *
     * @param timeout maximum time for which a transaction is idle; empty for no limit
     */
    public OpenTransactions(ComponentContext context, Host host, Optional<Duration> timeout) {
        this.simulation = context.simulation();
        this.host = host;
        this.number = context.number();
        this.idleNanos = timeout.map(Duration::toNanos).orElse(0L);
        this.measures = context.metrics().instruments(TransactionMeasures.class);
        host.attach(this);
        AuditRegistry audit = context.audit();
        String name = "/" + host.node();
        audit.identity(
                name + ": transactions begun = committed + rolled back + open",
                () -> started,
                () -> committed + rolledBack + open.size());
        audit.identity(name + ": transactions idle = open and without a query", () -> idle, this::withoutQuery);
    }

    private long withoutQuery() {
        return open.values().stream().filter(each -> each.queries == 0).count();
    }

    /** Returns whether a session has a transaction on this node. */
    public boolean has(DatabaseSession session) {
        return open.containsKey(session);
    }

    /** Executes a query of a transaction. It fails if the connection is lost. */
    public void query(Request request, Reply reply, Service queries) {
        DatabaseSession session = request.session();
        if (!session.isConnected()) {
            reply.accept(Outcome.FAILED, number);
            return;
        }
        Transaction transaction = open.computeIfAbsent(session, this::begin);
        transaction.beginQuery();
        queries.call(request, (outcome, detail) -> {
            transaction.endQuery();
            reply.accept(outcome, detail);
        });
    }

    private Transaction begin(DatabaseSession session) {
        started++;
        Transaction transaction = new Transaction(session);
        session.attach(transaction);
        return transaction;
    }

    /** Commits the transaction of a request when its log is synced. It fails if the connection is lost. */
    public void commit(Request request, Reply reply) {
        DatabaseSession session = request.session();
        session.commit(request, () -> reply.accept(session.isConnected() ? Outcome.OK : Outcome.FAILED, number));
    }

    /**
     * Returns the transaction of a request on this node; {@code null} if it has none.
     *
     * @param request a query that is in progress
     */
    public Transaction of(Request request) {
        return request.session() == null ? null : open.get(request.session());
    }

    @Override
    public void onCrash() {
        new ArrayList<>(open.keySet()).forEach(DatabaseSession::disconnect);
    }

    /** Open transaction of a session. */
    public final class Transaction implements DatabaseSession.Attachment {
        private final DatabaseSession session;
        private final Map<Integer, Runnable> locks = new LinkedHashMap<>();
        /** Syncs the log of the node; {@code null} as long as the commit does not need it. */
        private BiConsumer<Request, Runnable> sync;

        private int queries;
        private int idlePeriods;
        private boolean isOver;

        private Transaction(DatabaseSession session) {
            this.session = session;
        }

        private void beginQuery() {
            if (queries++ == 0 && idlePeriods > 0) {
                idle(-1);
            }
        }

        private void endQuery() {
            queries--;
            if (isOver || queries > 0) {
                return;
            }
            idle(1);
            int period = ++idlePeriods;
            if (idleNanos > 0) {
                host.schedule(idleNanos, () -> expire(period));
            }
        }

        private void expire(int period) {
            if (!isOver && queries == 0 && idlePeriods == period) {
                measures.idleTransactionsEnded().add(simulation.now());
                session.disconnect();
            }
        }

        /** Returns whether the transaction has ended. */
        public boolean isOver() {
            return isOver;
        }

        /** Returns whether the transaction holds the lock of a row. */
        public boolean isLocked(int key) {
            return locks.containsKey(key);
        }

        /** Holds the lock of a row to the end of the transaction. */
        public void addLock(int key, Runnable release) {
            locks.put(key, release);
        }

        /**
         * Syncs the log at the commit.
         *
         * @param disk syncs the log for a commit, and calls back
         */
        public void syncAtCommit(BiConsumer<Request, Runnable> disk) {
            sync = disk;
        }

        @Override
        public void prepare(Request commit, Runnable next) {
            if (sync == null) {
                next.run();
                return;
            }
            beginQuery();
            sync.accept(commit, () -> {
                endQuery();
                next.run();
            });
        }

        @Override
        public void onCommit() {
            committed++;
            session.detach(this);
            end();
        }

        @Override
        public void onDisconnect() {
            rolledBack++;
            end();
        }

        private void end() {
            isOver = true;
            open.remove(session);
            if (queries == 0) {
                idle(-1);
            }
            List<Runnable> all = List.copyOf(locks.values());
            locks.clear();
            all.forEach(Runnable::run);
        }

        private void idle(int change) {
            idle += change;
            measures.idleInTransaction().add(simulation.now(), change);
        }
    }
}
