package dev.brownout.component.database.multiprimary;

/** Commit log of one node, with positions from 1. It keeps the writes that some other node has not applied yet. */
final class OriginLog {
    private RowWrite[] ring = new RowWrite[16];
    private long base;
    private long end;
    private long newestAt = -1;

    /** Returns the position of the last write; 0 before the first. */
    long end() {
        return end;
    }

    /** Returns the number of writes that the log keeps. */
    long retainedCount() {
        return end - base;
    }

    /** Returns the commit time of the next write, in ns: now, or 1 ns after the last write if that is later. */
    long nextAt(long now) {
        return Math.max(now, newestAt + 1);
    }

    /** Appends a write and returns its position. */
    long append(RowWrite write) {
        if (end - base == ring.length) {
            grow();
        }
        newestAt = write.committedAt;
        ring[slot(++end)] = write;
        return end;
    }

    /** Returns the write at a kept position. */
    RowWrite writeAt(long position) {
        return ring[slot(position)];
    }

    /** Returns the age of the oldest write after a position, in ns; 0 if there is none. */
    long ageNanos(long now, long after) {
        return after >= end ? 0 : Math.max(0, now - writeAt(after + 1).committedAt);
    }

    /** Returns the total size in bytes of the writes after one position, up to and including a second one. */
    long bytes(long after, long upTo) {
        long sum = 0;
        for (long position = after + 1; position <= upTo; position++) {
            sum += writeAt(position).sizeBytes;
        }
        return sum;
    }

    /** Discards the writes up to a position, which all nodes have applied. */
    void discard(long upTo) {
        while (base < upTo) {
            ring[slot(++base)] = null;
        }
    }

    private int slot(long position) {
        return (int) position & ring.length - 1;
    }

    private void grow() {
        RowWrite[] wider = new RowWrite[2 * ring.length];
        for (long position = base + 1; position <= end; position++) {
            wider[(int) position & wider.length - 1] = writeAt(position);
        }
        ring = wider;
    }
}
