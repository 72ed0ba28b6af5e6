package dev.brownout.component.quorumstore;

import dev.brownout.service.VersionRegistry;
import dev.brownout.service.WriteHistory;
import java.util.Arrays;

/** Value of one write of a key. All copies share the same object. The merge of two values keeps the later one. */
class StampedValue {
    private static final int NODE_BITS = 20;
    private static final long[] NO_NODES = {};

    /** Timestamp by the coordinator's clock, in ns. */
    final long stamp;
    /** Version, as in {@link VersionRegistry}. */
    final long version;
    /** Simulation time of its creation, in ns. */
    final long madeAt;

    /** Number of the node that created it. */
    private final int coordinator;

    /**
     * Nodes that have received this value, each with the number of the latest write of the store at that time. The node
     * is in the lower {@link #NODE_BITS} bits.
     */
    private long[] reached = NO_NODES;

    private int reachedCount;
    private long origin;
    private boolean acknowledged;
    /** Flag: a node has discarded this value for one that had not seen it. */
    private boolean overwritten;
    /** Flag: the writer of this value had seen the value that overwrote it. */
    private boolean outvoted;

    StampedValue(long stamp, long version, long madeAt, int coordinator) {
        this.stamp = stamp;
        this.version = version;
        this.madeAt = madeAt;
        this.coordinator = coordinator;
    }

    /**
     * Records the arrival at a node. Later arrivals at the same node have no effect.
     *
     * @param latest version of the latest write of the store
     */
    final void reach(int node, long latest) {
        if (reachedBefore(node, Long.MAX_VALUE)) {
            return;
        }
        if (reachedCount == reached.length) {
            reached = Arrays.copyOf(reached, Math.max(3, 2 * reachedCount));
        }
        reached[reachedCount++] = WriteHistory.numberOf(latest) << NODE_BITS | node;
    }

    private boolean reachedBefore(int node, long later) {
        for (int i = 0; i < reachedCount; i++) {
            if ((reached[i] & (1L << NODE_BITS) - 1) == node) {
                return reached[i] >>> NODE_BITS < later;
            }
        }
        return false;
    }

    /** Sets the idempotency key of the write that this value was created for. */
    final void madeFor(long itsOrigin) {
        origin = itsOrigin;
    }

    /** Returns whether both values were created for the same write, by two of its attempts. */
    final boolean sameWrite(StampedValue other) {
        return origin == other.origin;
    }

    /**
     * Marks the value as acknowledged. Returns whether this is the first acknowledgement and the value was overwritten
     * unseen before.
     */
    final boolean acknowledge() {
        boolean first = !acknowledged;
        acknowledged = true;
        return first && overwritten;
    }

    /**
     * Marks the value as overwritten by one that had not seen it. Returns whether this is the first time and the value
     * was acknowledged before.
     */
    final boolean overwrite(StampedValue winner) {
        boolean first = !overwritten;
        overwritten = true;
        outvoted |= first && hasSeen(winner);
        return first && acknowledged;
    }

    /**
     * Returns whether this value had seen the value that overwrote it. In that case, the clock of the other coordinator
     * was ahead.
     */
    final boolean isOutvoted() {
        return outvoted;
    }

    /** Returns the merge of two values of one key, either of which may be {@code null}. */
    static StampedValue merge(StampedValue value, StampedValue other) {
        if (value == null || other == null) {
            return value == null ? other : value;
        }
        return value.with(other);
    }

    /**
     * Returns the merge of this value on a copy with another value that arrives. Returns this object if the other value
     * adds nothing.
     */
    StampedValue with(StampedValue other) {
        return other.covers(this) ? other : this;
    }

    /** Returns whether this value supersedes the other one, so that a copy with this value discards the other. */
    boolean covers(StampedValue other) {
        return stamp != other.stamp ? stamp > other.stamp : version >= other.version;
    }

    /** Returns whether this value contains the write of the other value. */
    boolean has(StampedValue other) {
        return version == other.version;
    }

    /**
     * Returns whether the writer of this value had seen the other value. This holds if the coordinator of this value
     * had created or received the other one before. A write that was acknowledged by other nodes and had not reached
     * this coordinator was not seen.
     */
    boolean hasSeen(StampedValue other) {
        return other.coordinator == coordinator
                ? other.version <= version
                : other.reachedBefore(coordinator, WriteHistory.numberOf(version));
    }

    /** Returns the version that is reported to a reader of this value. */
    long reportedVersion(VersionRegistry versions) {
        return version;
    }

    /**
     * Returns the value to use in the staleness check when another write is lost. Writes that the lost one had
     * overwritten do not count as missed.
     */
    StampedValue withoutLost(StampedValue lost) {
        return version >= lost.version ? this : lost;
    }

    /** Value of a write that follows a read of the key by the same logical request. */
    static final class ReadModifyWriteValue extends StampedValue {
        private final long read;

        /**
         * Creates the value of a write that had seen the value read before.
         *
         * @param read version of the value read
         */
        ReadModifyWriteValue(long stamp, long version, long madeAt, int coordinator, long read) {
            super(stamp, version, madeAt, coordinator);
            this.read = read;
        }

        @Override
        boolean hasSeen(StampedValue other) {
            return other.version <= read;
        }
    }
}
