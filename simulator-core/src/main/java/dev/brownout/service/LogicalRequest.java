package dev.brownout.service;

/**
 * User request, shared by all calls and attempts made for it. It holds the records that stores keep about its writes. A
 * record is available to every call that may still need it, and is reclaimed with the last of these calls.
 */
public class LogicalRequest {
    /** User of a request outside of a user journey. Such requests cannot be related to each other. */
    public static final long UNKNOWN = 0;

    private IdempotencyRecord newest;

    /** Record of one store about one write, by its idempotency key. */
    public abstract static class IdempotencyRecord {
        private final Object store;
        private final long origin;
        private IdempotencyRecord older;

        /**
         * Creates a record that belongs to no request yet.
         *
         * @param store the store that keeps the record
         * @param origin idempotency key of the write
         */
        protected IdempotencyRecord(Object store, long origin) {
            this.store = store;
            this.origin = origin;
        }

        /** Returns the idempotency key of the write. */
        public final long origin() {
            return origin;
        }
    }

    /** Oldest write missed by reads of the request. */
    private static final class MissedWrite extends IdempotencyRecord {
        private long startNanos = VersionRegistry.NOTHING;

        private MissedWrite() {
            super(MissedWrite.class, 0);
        }
    }

    /**
     * Returns the number of the user, equal for all requests of one user journey; {@link #UNKNOWN} outside of a
     * journey.
     */
    public long user() {
        return UNKNOWN;
    }

    /**
     * Returns the holder of the records of the whole session: the same one for all requests of a visit, and the request
     * itself outside of a journey.
     */
    public LogicalRequest session() {
        return this;
    }

    /**
     * Called when the request enters or leaves a waiting room. While it is in the waiting room, the user does not wait
     * for a response.
     *
     * @param inLine true on entry, false on exit
     */
    public void onQueueStateChanged(boolean inLine) {}

    /** Returns the persistent connection that the user opens with this request; {@code null} for none. */
    public PersistentConnection opens() {
        return null;
    }

    /** Returns the record of a store about a write; {@code null} if it has none. */
    public final IdempotencyRecord find(Object store, long origin) {
        IdempotencyRecord record = newest;
        while (record != null && (record.origin != origin || record.store != store)) {
            record = record.older;
        }
        return record;
    }

    /** Records that a read of the request missed a write acknowledged at the given instant, in ns. */
    public final void miss(long acknowledgedAt) {
        MissedWrite missedWrite = (MissedWrite) find(MissedWrite.class, 0);
        if (missedWrite == null) {
            missedWrite = new MissedWrite();
            carry(missedWrite);
        }
        missedWrite.startNanos = Math.min(missedWrite.startNanos, acknowledgedAt);
    }

    /**
     * Returns the acknowledgement time, in ns, of the oldest write that the reads of the request missed. Without a
     * missed write, returns {@link VersionRegistry#NOTHING}.
     */
    public final long oldestMissedAcknowledgement() {
        MissedWrite missedWrite = (MissedWrite) find(MissedWrite.class, 0);
        return missedWrite == null ? VersionRegistry.NOTHING : missedWrite.startNanos;
    }

    /** Adds a record. */
    public final void carry(IdempotencyRecord added) {
        added.older = newest;
        newest = added;
    }
}
