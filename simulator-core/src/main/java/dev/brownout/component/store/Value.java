package dev.brownout.component.store;

/** What a write has left under its key: the same object on every copy that has it. */
class Value {
    /** What the coordinator's clock showed. */
    final long stamp;
    /** As in {@link dev.brownout.service.Versions}. */
    final long version;
    /** When that was in truth. */
    final long madeAt;

    Value(long stamp, long version, long madeAt) {
        this.stamp = stamp;
        this.version = version;
        this.madeAt = madeAt;
    }

    /** Of two values of one key, either of which may be {@code null}, the one that was written last by its stamp. */
    static Value last(Value one, Value other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.covers(one) ? other : one;
    }

    /** Whether whoever has this one does not keep the other. */
    boolean covers(Value other) {
        return stamp != other.stamp ? stamp > other.stamp : version >= other.version;
    }
}
