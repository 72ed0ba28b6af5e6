package dev.brownout.component.store;

import dev.brownout.service.Versions;

/** What a write has left under its key: the same object on every copy that has it. Of two of them the last stays. */
class Value {
    /** What the coordinator's clock showed. */
    final long stamp;
    /** As in {@link Versions}. */
    final long version;
    /** When that was in truth. */
    final long madeAt;

    Value(long stamp, long version, long madeAt) {
        this.stamp = stamp;
        this.version = version;
        this.madeAt = madeAt;
    }

    /** What is left of two values of one key, either of which may be {@code null}. */
    static Value both(Value one, Value other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.with(other);
    }

    /** What a copy that has this one keeps when the other comes: this very one where that brings nothing. */
    Value with(Value other) {
        return other.covers(this) ? other : this;
    }

    /** Whether whoever has this one does not keep the other. */
    boolean covers(Value other) {
        return stamp != other.stamp ? stamp > other.stamp : version >= other.version;
    }

    /** Whether the other is in this one. */
    boolean has(Value other) {
        return version == other.version;
    }

    /** Whether who made this one knew the other, of which callers had been told at an instant. */
    boolean knew(Value other, long acknowledgedAt) {
        return madeAt >= acknowledgedAt;
    }

    /** What callers are told that they have read. */
    long told(Versions versions) {
        return version;
    }

    /** The same for who does not miss what the other, which is lost, had overwritten. */
    Value excusing(Value lost) {
        return version >= lost.version ? this : lost;
    }

    /** A value whose writer has read the key before, in the same visit. */
    static final class Informed extends Value {
        private final long read;

        /**
         * Made by one who knew what was read.
         *
         * @param read the version of that
         */
        Informed(long stamp, long version, long madeAt, long read) {
            super(stamp, version, madeAt);
            this.read = read;
        }

        @Override
        boolean knew(Value other, long acknowledgedAt) {
            return other.version <= read;
        }
    }
}
