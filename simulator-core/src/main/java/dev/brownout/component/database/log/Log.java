package dev.brownout.component.database.log;

import dev.brownout.component.database.log.WriteLedger.Write;
import dev.brownout.service.WriteHistory;
import java.util.Arrays;

/**
 * The log of a primary: its writes in order, numbered from 1. It keeps only what some replica has still to apply; a
 * replica that takes over cuts it off behind what it has received.
 *
 * <p>The version of a write is its number in the order of commits, which never repeats even when positions do.
 */
public final class Log {
    /** Says of a write that no caller has been told that it is done. */
    public static final long NOT_ACKNOWLEDGED = -1;

    private final WriteHistory history;
    private final LatestWriteIndex heads = new LatestWriteIndex();
    /** Up to which position what was written of a key is no longer this log's affair; {@code null} if none has left. */
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

    /** An empty log of a store. */
    public Log(WriteHistory history) {
        this.history = history;
    }

    /** Position of the last write; 0 before the first. */
    public long end() {
        return end;
    }

    /** Position of the last write that everybody has applied. */
    public long base() {
        return base;
    }

    /**
     * Adds a write.
     *
     * @param workNanos its work on the primary, a share of which is its work on a replica
     * @return its position
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

    /** The version of one more write, in the log or not. */
    public long number() {
        return history.next();
    }

    /** When the write at a kept position was committed, later by 1 ns where two coincide. */
    public long committedAt(long position) {
        return committed[slot(position)];
    }

    /** Age of the oldest write after a kept position; 0 where there is none. */
    public long ageNanos(long now, long after) {
        return after >= end ? 0 : Math.max(0, now - committedAt(after + 1));
    }

    /** Idempotency key of the write at a kept position. */
    public long origin(long position) {
        return writes[slot(position)].origin();
    }

    /** Work of the write at a kept position, in nanoseconds. */
    public long workNanos(long position) {
        return works[slot(position)];
    }

    /** Size of the writes after one kept position up to another. */
    public long bytes(long after, long upTo) {
        long sum = 0;
        for (long position = after + 1; position <= upTo; position++) {
            sum += sizes[slot(position)];
        }
        return sum;
    }

    /**
     * A caller has been told that a write in the log is done; told again, it is not done again.
     *
     * @param version that it was told
     * @param at the stamp of that
     */
    public void acknowledge(Write write, int key, long version, long at) {
        if (key == 0 || write.position() == 0 || write.told) {
            return;
        }
        write.told = true;
        history.acknowledged(key, version, at);
        long position = heads.position(key);
        long there = heads.version(key);
        while (position > base && there > version) {
            there = previousVersions[slot(position)];
            position = previous[slot(position)];
        }
        if (position > base && there == version) {
            acknowledged[slot(position)] = at;
        }
    }

    /** Whether a key was ever written, as far as the log has not been cut off. */
    public boolean has(int key) {
        return heads.version(key) != 0;
    }

    /** Whether a node that has applied the log up to a position sees a write of a key. */
    public boolean has(int key, long applied) {
        return version(key, applied) != history.version(0);
    }

    /** Version of a key as a node sees it that has applied the log up to a position. */
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
     * When the oldest of those writes of a key was acknowledged that a node has not applied.
     *
     * @param bound only writes acknowledged with a lesser stamp count
     * @return the stamp, or {@link #NOT_ACKNOWLEDGED} where nothing is missing
     */
    public long oldestMissing(int key, long applied, long bound) {
        long oldest = NOT_ACKNOWLEDGED;
        for (long position = heads.position(key); position > applied; position = previous[slot(position)]) {
            long at = acknowledged[slot(position)];
            if (at != NOT_ACKNOWLEDGED && at < bound && (oldest == NOT_ACKNOWLEDGED || at < oldest)) {
                oldest = at;
            }
        }
        return oldest;
    }

    /** Copies what stands behind a kept position, and is about to be cut off, to the log of the node that has it. */
    public void copy(long after, DivergedLog to) {
        to.branch(history.newest());
        for (long position = after + 1; position <= end; position++) {
            int slot = slot(position);
            to.add(writes[slot], keys[slot], sizes[slot], works[slot]);
        }
    }

    /** Whether the last write is of a key that has left since, so that it is kept elsewhere. */
    public boolean lastHasLeft() {
        int key = keys[slot(end)];
        return left != null && key != 0 && left.position(key) >= end;
    }

    /** Where a write stands, as far as the log keeps it; 0 where it does not, or has come with its key. */
    public long positionOf(Write write) {
        long position = write.position();
        return position > base && position <= end && writes[slot(position)] == write ? position : 0;
    }

    /** Takes the last write back, and returns it. One that is kept elsewhere is not lost by that. */
    public Write removeLast() {
        int slot = slot(end);
        int key = keys[slot];
        boolean here = !lastHasLeft();
        if (key != 0 && here) {
            history.lost(key, heads.version(key));
        }
        if (key != 0 && heads.position(key) == end) {
            heads.put(key, previous[slot], previousVersions[slot]);
        }
        if (here) {
            writes[slot].told = false;
        } else {
            left.put(key, end - 1, 0);
        }
        end--;
        return writes[slot];
    }

    /** Remembers from now on, before the first write, which keys have been written. */
    public void track() {
        heads.track();
    }

    /** How many keys have been written, or have come from other logs. */
    public int keys() {
        return heads.size();
    }

    /** One of these keys, in the order in which they were first written or came. */
    public int key(int before) {
        return heads.written(before);
    }

    /** Version of the newest write of a key in the log; 0 for none. */
    public long newest(int key) {
        return heads.version(key);
    }

    /** A key has come from another log, with all that was written of it there: all nodes have that version. */
    public void adopt(int key, long version) {
        heads.put(key, 0, version);
    }

    /** A key has left for another log. What readers under way here are told stays what it was. */
    public void leave(int key) {
        if (left == null) {
            left = new LatestWriteIndex();
        }
        left.put(key, heads.position(key), 0);
    }

    /** Forgets what everybody has applied. */
    public void forget(long upTo) {
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

    /** Doubles a ring: each position keeps its slot or moves up by the old length, so both halves get a copy. */
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
