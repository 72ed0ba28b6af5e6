package dev.brownout.component.database.storage;

import dev.brownout.component.database.log.Log;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Stored data of each node of one group: the initial data and the keys added by its log. */
public final class NodeContents {
    private final ComponentContext context;
    private final StorageMetrics measures;
    private final FirstFull firstFull;
    private final String name;
    private final StorageSpec spec;
    private final long capacity;
    private final IntPredicate initialKeys;
    private long bytes;
    /** Bytes of new keys that a new primary did not have. */
    private long cut;

    private boolean full;
    /** Log positions of new keys that a failover may still lose; their sizes are in {@code sizes}. */
    private long[] positions = new long[4];

    private long[] sizes = new long[4];
    private int open;

    /** Time at which the first of several groups became full. */
    public static final class FirstFull {
        private long instant = Long.MAX_VALUE;

        /** Binds the time to the metrics of all groups. */
        public FirstFull(StorageMetrics measures) {
            measures.fullAt().is(span -> instant < span.endAt() ? (double) instant : Double.NaN);
        }
    }

    /**
     * Creates the contents of a group.
     *
     * @param name display name of the group
     * @param spec storage with a capacity of each node
     * @param bytes initial data, in bytes, at most the capacity
     * @param exists tests whether a key other than 0 existed at the start
     */
    public NodeContents(
            ComponentContext context,
            StorageMetrics measures,
            FirstFull firstFull,
            String name,
            StorageSpec spec,
            long bytes,
            IntPredicate exists) {
        this.context = context;
        this.measures = measures;
        this.firstFull = firstFull;
        this.name = name;
        this.spec = spec;
        this.capacity = spec.room().orElseThrow().bytes();
        this.initialKeys = exists;
        this.bytes = bytes;
        measures.stored().add(0, bytes);
    }

    /** Returns whether a write creates a new key. A write without a key always does. */
    public boolean isNew(int key, Log log) {
        return key == 0 || !initialKeys.test(key) && !log.has(key);
    }

    /** Returns whether a new key fits, and updates the full state of the group. */
    public boolean fits(int sizeBytes) {
        boolean fits = stored(sizeBytes) <= capacity - bytes;
        if (full == fits) {
            turn(!fits);
        }
        return fits;
    }

    private long stored(int sizeBytes) {
        return Math.round(spec.rowBytes(sizeBytes));
    }

    private void turn(boolean now) {
        full = now;
        long instant = context.simulation().now();
        measures.fullShards().add(instant, now ? 1 : -1);
        if (now) {
            firstFull.instant = Math.min(firstFull.instant, instant);
            context.timeline().note("full", name, Sentence.of("{} is full: no storage for a new key", name));
        }
    }

    /** Records a new key at a log position. */
    public void onKeyAdded(long position, int sizeBytes, Log log) {
        long stored = stored(sizeBytes);
        change(stored);
        measures.addedBytes().add(context.simulation().now(), stored);
        int handled = 0;
        while (handled < open && positions[handled] <= log.base()) {
            handled++;
        }
        if (handled > 0) {
            open -= handled;
            System.arraycopy(positions, handled, positions, 0, open);
            System.arraycopy(sizes, handled, sizes, 0, open);
        }
        if (open == positions.length) {
            positions = Arrays.copyOf(positions, 2 * open);
            sizes = Arrays.copyOf(sizes, 2 * open);
        }
        positions[open] = position;
        sizes[open++] = stored;
    }

    /**
     * Records that the last position of the log is truncated. A key that was new there is removed.
     *
     * @param isRetained whether another log keeps the write
     */
    public void cutOff(long position, boolean isRetained) {
        if (open > 0 && positions[open - 1] == position) {
            long size = sizes[--open];
            if (!isRetained) {
                change(-size);
                cut += size;
            }
        }
    }

    /** Adds the bytes of initial keys that have moved to this group; negative if they have moved away. */
    public void move(long ofBytes) {
        change(ofBytes);
    }

    private void change(long amount) {
        bytes += amount;
        measures.stored().add(context.simulation().now(), amount);
    }

    /** Returns the current size of the data, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Returns the bytes that failovers have lost. */
    public long cut() {
        return cut;
    }
}
