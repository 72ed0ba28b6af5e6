package dev.brownout.component.database.log;

import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.LossLog;
import dev.brownout.service.Request;

/**
 * What became of each write, by its idempotency key: whether it was asked for, applied by some node, acknowledged to
 * its caller, failed to its caller, and how often it stands in the primary's log. Everything else follows: lost is
 * acknowledged and not in the log, phantom is failed and in the log, duplicate is in the log more than once.
 *
 * <p>Only counts are kept for the whole run. What is known of a single write goes along with the requests that may
 * still concern it, and with the log as far as that can still be cut off.
 */
public final class WriteLedger {
    private static final int APPLIED = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final int FAILED = 4;
    /** From here on the number of times that a write stands in the log. */
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

    /** What becomes of a write that is lost, as far as that is decided. */
    public enum Fate {
        /** Nothing is decided. */
        OPEN,
        /** Its key was written meanwhile. */
        OVERWRITTEN,
        /** Nobody has it any more, or nobody has room for it. */
        GONE
    }

    /** One write. */
    public static final class Write extends LogicalRequest.IdempotencyRecord {
        /** The version that it made last. */
        long version;
        /** Whether everybody knows that its caller has been told. */
        boolean told;
        /** What becomes of it where it is lost. */
        Fate fate = Fate.OPEN;

        private final int source;
        private int state;
        private long position;
        /** When its caller was told; 0 before. */
        private long acknowledgedAt;
        /** Its loss; {@code null} while it is not lost. */
        private LossLog.Loss loss;

        private Write(WriteLedger ledger, long origin, int source) {
            super(ledger, origin);
            this.source = source;
        }

        /** The version that it made last; 0 where it is not in the log. */
        public long version() {
            return version;
        }

        /** Position in the log, the last one where it stands there more than once; 0 where it does not. */
        public long position() {
            return state < ONCE ? 0 : position;
        }

        private boolean is(int what) {
            return (state & what) != 0;
        }

        /** Whether its caller was told that it is done. */
        public boolean acknowledged() {
            return is(ACKNOWLEDGED);
        }

        /** Set for a write that stands in the log more than once. */
        private boolean duplicate() {
            return state >= 2 * ONCE;
        }

        /** Whether it was acknowledged and is not in the log. */
        boolean lost() {
            return state < ONCE && is(ACKNOWLEDGED);
        }
    }

    /**
     * Knows of no write yet.
     *
     * @param losses keeps what is lost
     * @param duplicates counts the writes that stand in the log more than once
     */
    public WriteLedger(Simulation simulation, LossLog losses, Counter duplicates) {
        this.simulation = simulation;
        this.losses = losses;
        this.duplicates = duplicates;
    }

    /** The write that a request asks for, whichever attempt it is. */
    public Write of(Request request) {
        return of(request.logical(), request.origin(), request.source());
    }

    /**
     * The write of that idempotency key on a logical request.
     *
     * @param source the number of the request class
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

    /** The primary has put a write into its log. */
    public void logged(Write write, long position) {
        become(write, (write.state | APPLIED) + ONCE);
        write.position = position;
        if (write.state < 3 * ONCE && write.duplicate()) {
            duplicates.add(simulation.now());
        }
    }

    /** A node that was no longer primary has applied a write, to a log that nobody follows. */
    public void strayed(Write write) {
        become(write, write.state | APPLIED);
    }

    /**
     * A write is no longer in the log.
     *
     * @return whether that loses a write which a caller was told to be done
     */
    public boolean unlogged(Write write) {
        boolean before = write.duplicate();
        become(write, write.state - ONCE);
        if (before && !write.duplicate()) {
            duplicates.add(simulation.now(), -1);
        }
        return write.lost();
    }

    /**
     * A caller has been told that its write is done.
     *
     * @return whether the write is already lost
     */
    public boolean acknowledged(Write write) {
        boolean before = write.lost();
        if (!write.acknowledged()) {
            write.acknowledgedAt = simulation.now();
        }
        become(write, write.state | ACKNOWLEDGED);
        return !before && write.lost();
    }

    /** A caller has been told that its write failed, or nothing at all. */
    public void failed(Write write) {
        become(write, write.state | FAILED);
    }

    private void become(Write write, int state) {
        count(write, -1);
        write.state = state;
        count(write, 1);
        if (write.lost() != (write.loss != null)) {
            lostOrRestored(write);
        }
    }

    private void lostOrRestored(Write write) {
        if (write.loss == null) {
            write.loss = losses.lost(simulation.now(), write.acknowledgedAt, write.source);
        } else {
            losses.restore(write.loss);
            write.loss = null;
        }
    }

    private void count(Write write, int one) {
        boolean told = write.is(ACKNOWLEDGED);
        boolean kept = write.state >= ONCE;
        applied += write.is(APPLIED) ? one : 0;
        acknowledged += told ? one : 0;
        durable += kept ? one : 0;
        lost += write.lost() ? one : 0;
        phantom += kept && !told && write.is(FAILED) ? one : 0;
        duplicate += write.duplicate() ? one : 0;
    }

    /** Returns the number of writes that stand in the log more than once. */
    public long duplicates() {
        return duplicate;
    }

    /** Counts everything; the three counts that are not about writes are the caller's. */
    public DataResult settle(long staleReads, long staleAgeMaxNanos, long dualPrimaryNanos) {
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
