package dev.brownout.component.database.log;

import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.LossLog;
import dev.brownout.service.Request;

/**
 * State of each write, by its idempotency key: whether it was attempted, applied by a node, acknowledged to its client,
 * or reported as failed, and its number of occurrences in the log of the primary. The loss counts follow. A lost write
 * is acknowledged and not in the log. A phantom write was not acknowledged, has failed, and is in the log. A duplicate
 * write is in the log more than once.
 *
 * <p>Only the counts are kept for the whole run. The state of a single write is kept with the requests that may still
 * concern it, and with the log entries that may still be truncated.
 */
public final class WriteLedger {
    private static final int APPLIED = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final int FAILED = 4;
    /** Unit of the number of log entries of a write, which is kept in the bits from this one on. */
    private static final int ONCE = 8;

    private final Simulation simulation;
    private final LossLog losses;
    private final Counter duplicates;

    private long attempted;
    private long applied;
    private long acknowledged;
    private long durable;
    private long lost;
    private long phantom;
    private long duplicate;

    /** Final fate of a lost write, if decided. */
    public enum Fate {
        /** The fate is not decided. */
        OPEN,
        /** The key was written again meanwhile. */
        OVERWRITTEN,
        /** No node has the write any more, or no node has storage space for it. */
        LOST
    }

    /** State of one write. */
    public static final class Write extends LogicalRequest.IdempotencyRecord {
        /** Version that the write created last. */
        long version;
        /** True once its acknowledgement is recorded in the log and the write history. */
        boolean isAcknowledged;
        /** Fate of the write while it is lost. */
        Fate lossState = Fate.OPEN;

        private final int source;
        private int state;
        private long position;
        /** Time of its acknowledgement, in ns; 0 before. */
        private long acknowledgedAt;
        /** Record of its loss; {@code null} while it is not lost. */
        private LossLog.Loss loss;

        private Write(WriteLedger ledger, long origin, int source) {
            super(ledger, origin);
            this.source = source;
        }

        /** Returns the version that the write created last; 0 before its first commit. */
        public long version() {
            return version;
        }

        /** Returns the position in the log, the last one of a duplicate; 0 if the write is not in the log. */
        public long position() {
            return state < ONCE ? 0 : position;
        }

        private boolean is(int step) {
            return (state & step) != 0;
        }

        /** Returns whether the write was acknowledged to its client. */
        public boolean isAcknowledged() {
            return is(ACKNOWLEDGED);
        }

        /** Returns whether the write is in the log more than once. */
        private boolean duplicate() {
            return state >= 2 * ONCE;
        }

        /** Returns whether the write was acknowledged and is not in the log. */
        boolean isLost() {
            return state < ONCE && is(ACKNOWLEDGED);
        }
    }

    /**
     * Creates an empty ledger.
     *
     * @param losses log of the lost writes
     * @param duplicates counts the writes that are in the log more than once
     */
    public WriteLedger(Simulation simulation, LossLog losses, Counter duplicates) {
        this.simulation = simulation;
        this.losses = losses;
        this.duplicates = duplicates;
    }

    /** Returns the write of a request. All attempts of a request have the same write. */
    public Write of(Request request) {
        return of(request.logical(), request.idempotencyKey(), request.source().number());
    }

    /**
     * Returns the write with an idempotency key of a logical request; creates it on first use.
     *
     * @param source number of the request class
     */
    public Write of(LogicalRequest logical, long origin, int source) {
        LogicalRequest.IdempotencyRecord known = logical.find(this, origin);
        if (known != null) {
            return (Write) known;
        }
        Write write = new Write(this, origin, source);
        logical.carry(write);
        attempted++;
        return write;
    }

    /** Records that the primary has appended a write to its log. */
    public void logged(Write write, long position) {
        become(write, (write.state | APPLIED) + ONCE);
        write.position = position;
        if (write.state < 3 * ONCE && write.duplicate()) {
            duplicates.add(simulation.now());
        }
    }

    /** Records that a former primary has applied a write that no node replicates. */
    public void strayed(Write write) {
        become(write, write.state | APPLIED);
    }

    /**
     * Records that a write was removed from the log.
     *
     * @return whether an acknowledged write is lost by that
     */
    public boolean isUnlogged(Write write) {
        boolean before = write.duplicate();
        become(write, write.state - ONCE);
        if (before && !write.duplicate()) {
            duplicates.add(simulation.now(), -1);
        }
        return write.isLost();
    }

    /**
     * Records the acknowledgement of a write to its client.
     *
     * @return whether the write is already lost
     */
    public boolean isAcknowledged(Write write) {
        boolean before = write.isLost();
        if (!write.isAcknowledged()) {
            write.acknowledgedAt = simulation.now();
        }
        become(write, write.state | ACKNOWLEDGED);
        return !before && write.isLost();
    }

    /** Records that the client of a write received an error or no response. */
    public void onFailed(Write write) {
        become(write, write.state | FAILED);
    }

    private void become(Write write, int state) {
        count(write, -1);
        write.state = state;
        count(write, 1);
        if (write.isLost() != (write.loss != null)) {
            lostOrRestored(write);
        }
    }

    private void lostOrRestored(Write write) {
        if (write.loss == null) {
            write.loss = losses.record(simulation.now(), write.acknowledgedAt, write.source);
        } else {
            losses.restore(write.loss);
            write.loss = null;
        }
    }

    private void count(Write write, int one) {
        boolean isReported = write.is(ACKNOWLEDGED);
        boolean isRetained = write.state >= ONCE;
        applied += write.is(APPLIED) ? one : 0;
        acknowledged += isReported ? one : 0;
        durable += isRetained ? one : 0;
        lost += write.isLost() ? one : 0;
        phantom += isRetained && !isReported && write.is(FAILED) ? one : 0;
        duplicate += write.duplicate() ? one : 0;
    }

    /** Returns the number of writes that stand in the log more than once. */
    public long duplicates() {
        return duplicate;
    }

    /** Returns the counts of the run. The caller supplies the three values that are not about writes. */
    public DataResult result(long staleReads, long staleAgeMaxNanos, long dualPrimaryNanos) {
        return new DataResult(
                attempted,
                applied,
                acknowledged,
                durable,
                lost,
                phantom,
                duplicate,
                staleReads,
                staleAgeMaxNanos,
                dualPrimaryNanos);
    }
}
