package dev.brownout.component.database.storage;

import dev.brownout.component.database.log.Log;
import dev.brownout.spi.ComponentContext;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** What each node of one group holds: what there was at the start, and the keys that its log has added. */
public final class NodeContents {
    private final ComponentContext context;
    private final StorageMetrics measures;
    private final FirstFull firstFull;
    private final String name;
    private final long room;
    private final IntPredicate there;
    private long bytes;
    /** What a primary that took over did not have. */
    private long cut;

    private boolean full;
    /** New keys that a replica which takes over may not have: where in the log, and how large. */
    private long[] positions = new long[4];

    private int[] sizes = new int[4];
    private int open;

    /** When the first of some groups was full. */
    public static final class FirstFull {
        private long at = Long.MAX_VALUE;

        /** Tells it to the measures of all of them. */
        public FirstFull(StorageMetrics measures) {
            measures.full_at().is("ns", span -> at < span.endAt() ? (double) at : Double.NaN);
        }
    }

    /**
     * Of a group.
     *
     * @param name of the group, as people read it
     * @param room of each node, in bytes
     * @param bytes what it holds at the start, at most the room
     * @param there whether a key other than 0 was there at the start
     */
    public NodeContents(
            ComponentContext context,
            StorageMetrics measures,
            FirstFull firstFull,
            String name,
            long room,
            long bytes,
            IntPredicate there) {
        this.context = context;
        this.measures = measures;
        this.firstFull = firstFull;
        this.name = name;
        this.room = room;
        this.there = there;
        this.bytes = bytes;
        measures.stored().add(0, bytes);
    }

    /** Whether a write makes a new key: one without a key always does. */
    public boolean isNew(int key, Log log) {
        return key == 0 || !there.test(key) && !log.has(key);
    }

    /** Whether there is room for a new key. */
    public boolean takes(int sizeBytes) {
        boolean fits = sizeBytes <= room - bytes;
        if (full == fits) {
            turn(!fits);
        }
        return fits;
    }

    private void turn(boolean now) {
        full = now;
        long at = context.simulation().now();
        measures.full_shards().add(at, now ? 1 : -1);
        if (now) {
            firstFull.at = Math.min(firstFull.at, at);
            context.note("full", name, name + " has no room for a new key");
        }
    }

    /** A new key is in the log at a position. */
    public void added(long position, int sizeBytes, Log log) {
        change(sizeBytes);
        measures.added_bytes().add(context.simulation().now(), sizeBytes);
        int settled = 0;
        while (settled < open && positions[settled] <= log.base()) {
            settled++;
        }
        if (settled > 0) {
            open -= settled;
            System.arraycopy(positions, settled, positions, 0, open);
            System.arraycopy(sizes, settled, sizes, 0, open);
        }
        if (open == positions.length) {
            positions = Arrays.copyOf(positions, 2 * open);
            sizes = Arrays.copyOf(sizes, 2 * open);
        }
        positions[open] = position;
        sizes[open++] = sizeBytes;
    }

    /**
     * The last position of the log is cut off: a key that was new there is gone.
     *
     * @param kept whether what stood there is kept elsewhere
     */
    public void cutOff(long position, boolean kept) {
        if (open > 0 && positions[open - 1] == position) {
            int size = sizes[--open];
            if (!kept) {
                change(-size);
                cut += size;
            }
        }
    }

    /** Keys that were there at the start have come, or have gone where it is less than 0. */
    public void move(long ofBytes) {
        change(ofBytes);
    }

    private void change(long by) {
        bytes += by;
        measures.stored().add(context.simulation().now(), by);
    }

    /** What it holds now. */
    public long bytes() {
        return bytes;
    }

    /** What it held and was lost when another node took over. */
    public long cut() {
        return cut;
    }
}
