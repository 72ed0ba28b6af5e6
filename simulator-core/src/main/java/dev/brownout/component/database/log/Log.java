package dev.brownout.component.database.log;

import dev.brownout.component.database.log.WriteLedger.Write;
import dev.brownout.service.WriteHistory;
import java.util.Arrays;

/**
 * Log of a primary: its writes in commit order, numbered from 1. It keeps only entries that some replica has not
 * applied yet. At a failover the new primary truncates it behind the entries it has received.
 *
 * <p>The version of a write is its number in commit order. Versions never repeat, but positions do after a truncation.
 */
public final class Log {
    /** Acknowledgement stamp of a write that has not been acknowledged to its client. */
    public static final long NOT_ACKNOWLEDGED = -1;

    private final WriteHistory history;
    private final LatestWriteIndex heads = new LatestWriteIndex();
    /**
     * For each key handed over to another log, the last position that belongs to that log; {@code null} if no key has
     * left.
     */
    private LatestWriteIndex left;

    private Write[] writes = new Write[16];
    private int[] keys = new int[16];
    private int[] sizes = new int[16];
    private long[] works = new long[16];
    private long[] committed = new long[16];
    private long[] acknowledged = new long[16];
    private long[] previous = new long[16];
    private long[] previousVersions = new long[16];
    private long base;
    private long end;
    private long newest;

    /** Creates an empty log of a store. */
    public Log(WriteHistory history) {
        this.history = history;
    }

    /** Returns the position of the last write; 0 before the first. */
    public long end() {
        return end;
    }

    /** Returns the position of the last write that all nodes have applied. */
    public long base() {
        return base;
    }

    /**
     * Appends a write.
     *
     * @param workNanos work on the primary, in ns; a share of it is the work on a replica
     * @return the position of the write
     */
    public long append(long now, Write write, int key, int sizeBytes, long workNanos) {
        if (end - base == writes.length) {
            grow();
        }
        newest = Math.max(now, newest + 1);
        int slot = slot(++end);
        write.version = number();
        writes[slot] = write;
        keys[slot] = key;
        sizes[slot] = sizeBytes;
        works[slot] = workNanos;
        committed[slot] = newest;
        acknowledged[slot] = NOT_ACKNOWLEDGED;
        if (key != 0) {
            previous[slot] = heads.position(key);
            previousVersions[slot] = heads.version(key);
            heads.put(key, end, write.version);
        }
        return end;
    }

    /** Returns the next version of the store, for a write in the log or outside it. */
    public long number() {
        return history.next();
    }

    /** Returns the commit time of the write at a retained position, in ns. Coinciding commits are 1 ns apart. */
    public long committedAt(long position) {
        return committed[slot(position)];
    }

    /** Returns the age of the oldest write after a retained position, in ns; 0 if there is none. */
    public long ageNanos(long now, long after) {
        return after >= end ? 0 : Math.max(0, now - committedAt(after + 1));
    }

    /** Returns the idempotency key of the write at a retained position. */
    public long origin(long position) {
        return writes[slot(position)].origin();
    }

    /** Returns the work of the write at a retained position, in ns. */
    public long workNanos(long position) {
        return works[slot(position)];
    }

    /**
     * Returns the size of the writes after position {@code after} through {@code upTo}, in bytes. These writes must be
     * retained.
     */
    public long bytes(long after, long upTo) {
        long sum = 0;
        for (long position = after + 1; position <= upTo; position++) {
            sum += sizes[slot(position)];
        }
        return sum;
    }

    /**
     * Records the acknowledgement of a write in the log to its client. A repeated acknowledgement has no effect.
     *
     * @param version version that was acknowledged
     * @param instant stamp of the acknowledgement
     */
    public void acknowledge(Write write, int key, long version, long instant) {
        if (key == 0 || write.position() == 0 || write.isAcknowledged) {
            return;
        }
        write.isAcknowledged = true;
        history.onAcknowledged(key, version, instant);
        long position = heads.position(key);
        long current = heads.version(key);
        while (position > base && current > version) {
            current = previousVersions[slot(position)];
            position = previous[slot(position)];
        }
        if (position > base && current == version) {
            acknowledged[slot(position)] = instant;
        }
    }

    /** Returns whether the log has a write of a key. Truncated writes do not count. */
    public boolean has(int key) {
        return heads.version(key) != 0;
    }

    /** Returns whether a write of a key is visible on a node that has applied the log through {@code applied}. */
    public boolean has(int key, long applied) {
        return version(key, applied) != history.version(0);
    }

    /** Returns the version of a key on a node that has applied the log through {@code applied}. */
    public long version(int key, long applied) {
        long position = heads.position(key);
        long version = heads.version(key);
        while (position > applied) {
            int slot = slot(position);
            version = previousVersions[slot];
            position = previous[slot];
        }
        return version == 0 ? history.version(0) : version;
    }

    /**
     * Returns the stamp of the oldest acknowledgement among the writes of a key that a node has not applied.
     *
     * @param bound only writes acknowledged with a smaller stamp count
     * @return the stamp, or {@link #NOT_ACKNOWLEDGED} if no write is missing
     */
    public long oldestMissing(int key, long applied, long bound) {
        long oldest = NOT_ACKNOWLEDGED;
        for (long position = heads.position(key); position > applied; position = previous[slot(position)]) {
            long instant = acknowledged[slot(position)];
            if (instant != NOT_ACKNOWLEDGED && instant < bound && (oldest == NOT_ACKNOWLEDGED || instant < oldest)) {
                oldest = instant;
            }
        }
        return oldest;
    }

    /** Copies the writes after a retained position to the diverged log of a node, before they are truncated. */
    public void copy(long after, DivergedLog to) {
        to.branch(history.newest());
        for (long position = after + 1; position <= end; position++) {
            int slot = slot(position);
            to.add(writes[slot], keys[slot], sizes[slot], works[slot]);
        }
    }

    /** Returns whether the last write belongs to a key that has moved to another log, which keeps the write. */
    public boolean lastHasLeft() {
        int key = keys[slot(end)];
        return left != null && key != 0 && left.position(key) >= end;
    }

    /**
     * Returns the position of a write; 0 if the log does not retain it, or if it came from another log with its key.
     */
    public long positionOf(Write write) {
        long position = write.position();
        return position > base && position <= end && writes[slot(position)] == write ? position : 0;
    }

    /** Removes and returns the last write. A write that another log keeps is not lost. */
    public Write removeLast() {
        int slot = slot(end);
        int key = keys[slot];
        boolean isLocal = !lastHasLeft();
        if (key != 0 && isLocal) {
            history.remove(key, heads.version(key));
        }
        if (key != 0 && heads.position(key) == end) {
            heads.put(key, previous[slot], previousVersions[slot]);
        }
        if (isLocal) {
            writes[slot].isAcknowledged = false;
        } else {
            left.put(key, end - 1, 0);
        }
        end--;
        return writes[slot];
    }

    /** Starts to track the keys written. Must be called before the first write. */
    public void track() {
        heads.track();
    }

    /** Returns the number of keys written here or adopted from other logs. */
    public int keys() {
        return heads.size();
    }

    /** Returns the key at an index from 0, in the order of the first write or adoption. Requires {@link #track}. */
    public int key(int before) {
        return heads.written(before);
    }

    /** Returns the version of the newest write of a key in the log; 0 for none. */
    public long newest(int key) {
        return heads.version(key);
    }

    /** Adopts a key from another log, with its newest version there. All nodes have that version immediately. */
    public void adopt(int key, long version) {
        heads.put(key, 0, version);
    }

    /** Hands a key over to another log. Reads in progress on this log still return the same versions. */
    public void leave(int key) {
        if (left == null) {
            left = new LatestWriteIndex();
        }
        left.put(key, heads.position(key), 0);
    }

    /** Discards the entries that all nodes have applied. */
    public void discard(long upTo) {
        base = Math.max(base, upTo);
    }

    private int slot(long position) {
        assert position > base && position <= end : position + " is not kept, but " + base + " to " + end;
        return (int) position & writes.length - 1;
    }

    private void grow() {
        int size = writes.length;
        Write[] kept = Arrays.copyOf(writes, 2 * size);
        System.arraycopy(writes, 0, kept, size, size);
        writes = kept;
        works = spread(works, size);
        committed = spread(committed, size);
        acknowledged = spread(acknowledged, size);
        previous = spread(previous, size);
        previousVersions = spread(previousVersions, size);
        keys = spread(keys, size);
        sizes = spread(sizes, size);
    }

    /** Doubles a ring buffer. Each position keeps its slot or moves up by the old length, so both halves get a copy. */
    private static long[] spread(long[] ring, int size) {
        long[] wider = Arrays.copyOf(ring, 2 * size);
        System.arraycopy(ring, 0, wider, size, size);
        return wider;
    }

    private static int[] spread(int[] ring, int size) {
        int[] wider = Arrays.copyOf(ring, 2 * size);
        System.arraycopy(ring, 0, wider, size, size);
        return wider;
    }
}
