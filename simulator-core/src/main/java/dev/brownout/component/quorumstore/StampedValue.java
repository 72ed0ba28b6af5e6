package dev.brownout.component.quorumstore;

import dev.brownout.service.VersionRegistry;
import dev.brownout.service.WriteHistory;
import java.util.Arrays;

/** What a write has left under its key: the same object on every copy that has it. Of two of them the last stays. */
class StampedValue {
    private static final int NODE_BITS = 20;
    private static final long[] NOWHERE = {};

    /** What the coordinator's clock showed. */
    final long stamp;
    /** As in {@link VersionRegistry}. */
    final long version;
    /** When that was in truth. */
    final long madeAt;

    /** Number of the node that made it. */
    private final int coordinator;

    /** The nodes that it has reached, each with the number of the write of the store that was made last by then. */
    private long[] reached = NOWHERE;

    private int places;
    private long origin;
    private boolean acknowledged;
    /** Whether a node has given it up for one that had not seen it. */
    private boolean overwritten;
    /** Whether it had seen that one. */
    private boolean outvoted;

    StampedValue(long stamp, long version, long madeAt, int coordinator) {
        this.stamp = stamp;
        this.version = version;
        this.madeAt = madeAt;
        this.coordinator = coordinator;
    }

    /**
     * It comes to a node.
     *
     * @param latest version of the write of the store that was made last
     */
    final void reach(int node, long latest) {
        if (reachedBefore(node, Long.MAX_VALUE)) {
            return;
        }
        if (places == reached.length) {
            reached = Arrays.copyOf(reached, Math.max(3, 2 * places));
        }
        reached[places++] = WriteHistory.numberOf(latest) << NODE_BITS | node;
    }

    private boolean reachedBefore(int node, long later) {
        for (int i = 0; i < places; i++) {
            if ((reached[i] & (1L << NODE_BITS) - 1) == node) {
                return reached[i] >>> NODE_BITS < later;
            }
        }
        return false;
    }

    /** It was made for the write of an idempotency key. */
    final void madeFor(long itsOrigin) {
        origin = itsOrigin;
    }

    /** Returns whether both were made for one write, whose caller has sent it again. */
    final boolean sameWrite(StampedValue other) {
        return origin == other.origin;
    }

    /** A caller has been told that it is written; returns whether another one has overwritten it unseen before. */
    final boolean acknowledge() {
        boolean first = !acknowledged;
        acknowledged = true;
        return first && overwritten;
    }

    /**
     * A node gives it up for one that had not seen it; returns whether that is the first time, and its caller has been
     * told that it is written.
     */
    final boolean overwrite(StampedValue winner) {
        boolean first = !overwritten;
        overwritten = true;
        outvoted |= first && knew(winner);
        return first && acknowledged;
    }

    /** Returns whether it had seen the one that has overwritten it, whose clock was ahead. */
    final boolean outvoted() {
        return outvoted;
    }

    /** What is left of two values of one key, either of which may be {@code null}. */
    static StampedValue both(StampedValue one, StampedValue other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.with(other);
    }

    /** What a copy that has this one keeps when the other comes: this very one where that brings nothing. */
    StampedValue with(StampedValue other) {
        return other.covers(this) ? other : this;
    }

    /** Whether whoever has this one does not keep the other. */
    boolean covers(StampedValue other) {
        return stamp != other.stamp ? stamp > other.stamp : version >= other.version;
    }

    /** Whether the other is in this one. */
    boolean has(StampedValue other) {
        return version == other.version;
    }

    /**
     * Whether this one was made by who had seen the other: the node that made it had it, or had made it. What was
     * acknowledged elsewhere, and had not come to that node, it had not seen.
     */
    boolean knew(StampedValue other) {
        return other.coordinator == coordinator
                ? other.version <= version
                : other.reachedBefore(coordinator, WriteHistory.numberOf(version));
    }

    /** What callers are told that they have read. */
    long told(VersionRegistry versions) {
        return version;
    }

    /** The same for who does not miss what the other, which is lost, had overwritten. */
    StampedValue excusing(StampedValue lost) {
        return version >= lost.version ? this : lost;
    }

    /** A value whose writer has read the key before, in the same visit. */
    static final class ReadModifyWriteValue extends StampedValue {
        private final long read;

        /**
         * Made by one who knew what was read.
         *
         * @param read the version of that
         */
        ReadModifyWriteValue(long stamp, long version, long madeAt, int coordinator, long read) {
            super(stamp, version, madeAt, coordinator);
            this.read = read;
        }

        @Override
        boolean knew(StampedValue other) {
            return other.version <= read;
        }
    }
}
