package dev.brownout.component.database.multiprimary;

/** What a node has committed, in order, by positions from 1; it keeps what some other node has still to apply. */
final class OriginLog {
    private RowWrite[] ring = new RowWrite[16];
    private long base;
    private long end;
    private long newestAt = -1;

    /** Position of the last write; 0 before the first. */
    long end() {
        return end;
    }

    /** How many it keeps. */
    long kept() {
        return end - base;
    }

    /** When the next write is committed: now, or 1 ns behind the last. */
    long nextAt(long now) {
        return Math.max(now, newestAt + 1);
    }

    /** Adds a write, and returns its position. */
    long append(RowWrite write) {
        if (end - base == ring.length) {
            grow();
        }
        newestAt = write.committedAt;
        ring[slot(++end)] = write;
        return end;
    }

    /** The write at a kept position. */
    RowWrite at(long position) {
        return ring[slot(position)];
    }

    /** Age of the oldest write behind a position; 0 where there is none. */
    long ageNanos(long now, long after) {
        return after >= end ? 0 : Math.max(0, now - at(after + 1).committedAt);
    }

    /** Size of the writes behind one position up to another. */
    long bytes(long after, long upTo) {
        long sum = 0;
        for (long position = after + 1; position <= upTo; position++) {
            sum += at(position).sizeBytes;
        }
        return sum;
    }

    /** Forgets what all others have applied. */
    void forget(long upTo) {
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
            wider[(int) position & wider.length - 1] = at(position);
        }
        ring = wider;
    }
}
