package dev.brownout.service;

/**
 * What one user wants, however many calls and attempts are made for it. It carries what stores must know of the writes
 * among these: a record is there for whoever may still ask for it, and gone with the last call of them.
 */
public class LogicalRequest {
    /** The user of a request that he sends alone, of whom nobody knows whether he has sent others. */
    public static final long UNKNOWN = 0;

    private IdempotencyRecord newest;

    /** What one store knows of one write, by its idempotency key. */
    public abstract static class IdempotencyRecord {
        private final Object store;
        private final long origin;
        private IdempotencyRecord older;

        /**
         * A record that belongs to no request yet.
         *
         * @param store whose record it is
         * @param origin idempotency key of the write
         */
        protected IdempotencyRecord(Object store, long origin) {
            this.store = store;
            this.origin = origin;
        }

        /** Idempotency key of the write. */
        public final long origin() {
            return origin;
        }
    }

    /** The oldest write that reads have missed. */
    private static final class MissedWrite extends IdempotencyRecord {
        private long since = VersionRegistry.NOTHING;

        private MissedWrite() {
            super(MissedWrite.class, 0);
        }
    }

    /** Who wants it, the same in all that he asks for on his journey; {@link #UNKNOWN} where he is on none. */
    public long user() {
        return UNKNOWN;
    }

    /**
     * Its user is shown that he waits for his turn, and no longer waits for an answer; or his turn has come, and he
     * does.
     */
    public void onQueueStateChanged(boolean inLine) {}

    /** The connection that its user opens by it and keeps; {@code null} where he opens none. */
    public PersistentConnection opens() {
        return null;
    }

    /** The record of a store about a write; {@code null} if it has none. */
    public final IdempotencyRecord find(Object store, long origin) {
        IdempotencyRecord known = newest;
        while (known != null && (known.origin != origin || known.store != store)) {
            known = known.older;
        }
        return known;
    }

    /** A read made for it has missed a write that was acknowledged at an instant. */
    public final void miss(long acknowledgedAt) {
        MissedWrite known = (MissedWrite) find(MissedWrite.class, 0);
        if (known == null) {
            known = new MissedWrite();
            carry(known);
        }
        known.since = Math.min(known.since, acknowledgedAt);
    }

    /**
     * When the oldest write was acknowledged that a read made for it has missed; {@link VersionRegistry#NOTHING} for
     * none.
     */
    public final long missed() {
        MissedWrite known = (MissedWrite) find(MissedWrite.class, 0);
        return known == null ? VersionRegistry.NOTHING : known.since;
    }

    /** Takes a record along. */
    public final void carry(IdempotencyRecord added) {
        added.older = newest;
        newest = added;
    }
}
