package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.log.WriteLedger;

/**
 * A committed write with its version vector: for each node, its last write of the row that this write has seen. The
 * writes of a node arrive in order, so the vector covers all earlier writes.
 */
final class RowWrite {
    /** Number of the node that has committed the write. */
    final int origin;
    /** Number among the commits of that node, from 1; never reused. */
    final long number;
    /** Key of the row; 0 for a write without a key, which creates a row. */
    final int key;

    final int sizeBytes;
    /** Work on the origin node, in ns. */
    final long workNanos;
    /** Commit time in ns. Writes of one node in the same instant are 1 ns apart. */
    final long committedAt;
    /** Timestamp in ns by the clock of the origin node. */
    final long stamp;
    /**
     * Version vector: for each node, the number of its last write of the row that this write has seen. Includes this
     * write.
     */
    final long[] seen;
    /** Flags of nodes that had committed a write of the row which this write has not seen; {@code null} for none. */
    final boolean[] unseen;
    /** Ledger entry of the write of the request. */
    final WriteLedger.Write entry;
    /** Version that the caller is given. */
    long reportedVersion;
    /** True if the write has been acknowledged to its caller. */
    boolean acknowledged;
    /** True if the write was counted as a conflict: a node had committed one before it that it has not seen. */
    boolean isMet;
    /** True if the write was counted as concurrent with an earlier or later one. */
    boolean isConcurrent;
    /** True if the write was discarded for one that has not seen it. */
    boolean isLost;

    RowWrite(
            int origin,
            long number,
            int key,
            int sizeBytes,
            long workNanos,
            long committedAt,
            long stamp,
            long[] seen,
            boolean[] unseen,
            WriteLedger.Write entry) {
        this.origin = origin;
        this.number = number;
        this.key = key;
        this.sizeBytes = sizeBytes;
        this.workNanos = workNanos;
        this.committedAt = committedAt;
        this.stamp = stamp;
        this.seen = seen;
        this.unseen = unseen;
        this.entry = entry;
    }

    /** Returns whether this write has seen another write of its row. */
    boolean hasSeen(RowWrite other) {
        return seen[other.origin] >= other.number;
    }

    /**
     * Returns whether this write is later than another one by timestamp. Equal timestamps are ordered by node number,
     * then by commit number.
     */
    boolean isAfter(RowWrite other) {
        if (stamp != other.stamp) {
            return stamp > other.stamp;
        }
        return origin == other.origin ? number > other.number : origin > other.origin;
    }
}
