package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.log.WriteLedger;

/**
 * A write that a node has committed, with what it builds on: the last write of its row by each node that it has seen.
 * As the writes of a node reach others in their order, that is all that it has seen.
 */
final class RowWrite {
    /** Which node has committed it. */
    final int origin;
    /** Its number among the commits of that node, from 1; it is never given again. */
    final long number;
    /** The key of its row; 0 for a row of its own. */
    final int key;

    final int sizeBytes;
    /** Its work where it was committed. */
    final long workNanos;
    /** When it was committed, later by 1 ns where two of a node coincide. */
    final long committedAt;
    /** What the clock of its node showed then. */
    final long stamp;
    /** Of each node the number of the last write of the row that it builds on, its own origin's included. */
    final long[] seen;
    /** Of each node whether that had written the row before, without its having seen it; {@code null} for none. */
    final boolean[] unseen;
    /** What became of what its caller asked for. */
    final WriteLedger.Write entry;
    /** What its caller is told that it has written. */
    long told;
    /** Whether its caller has been told. */
    boolean acknowledged;
    /** Whether a node has found that it met one that it had not seen. */
    boolean met;
    /** Whether a node has found another one beside it, before it or after it. */
    boolean beside;
    /** Whether it was given up for one that had not seen it. */
    boolean lost;

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

    /** Whether it builds on another write of its row. */
    boolean saw(RowWrite other) {
        return seen[other.origin] >= other.number;
    }

    /** Whether of the two it is the last by the clocks; nodes with the same time are told apart by their numbers. */
    boolean isAfter(RowWrite other) {
        if (stamp != other.stamp) {
            return stamp > other.stamp;
        }
        return origin == other.origin ? number > other.number : origin > other.origin;
    }
}
