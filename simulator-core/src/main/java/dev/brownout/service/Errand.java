package dev.brownout.service;

/**
 * What one user wants, however many calls and attempts are made for it. It carries what stores must know of the writes
 * among these: a note is there for whoever may still ask for it, and gone with the last request of the errand.
 */
public final class Errand {
    private Note newest;

    /** What one store knows of one write, by its idempotency key. */
    public abstract static class Note {
        private final Object store;
        private final long origin;
        private Note older;

        /**
         * A note that is on no errand yet.
         *
         * @param store whose note it is
         * @param origin idempotency key of the write
         */
        protected Note(Object store, long origin) {
            this.store = store;
            this.origin = origin;
        }
    }

    /** The oldest write that reads have missed. */
    private static final class Missed extends Note {
        private long since = Versions.NOTHING;

        private Missed() {
            super(Missed.class, 0);
        }
    }

    /** The note of a store about a write; {@code null} if it has none. */
    public Note find(Object store, long origin) {
        Note note = newest;
        while (note != null && (note.origin != origin || note.store != store)) {
            note = note.older;
        }
        return note;
    }

    /** A read made for it has missed a write that was acknowledged at an instant. */
    public void miss(long acknowledgedAt) {
        Missed known = (Missed) find(Missed.class, 0);
        if (known == null) {
            known = new Missed();
            carry(known);
        }
        known.since = Math.min(known.since, acknowledgedAt);
    }

    /** When the oldest write was acknowledged that a read made for it has missed; {@link Versions#NOTHING} for none. */
    public long missed() {
        Missed known = (Missed) find(Missed.class, 0);
        return known == null ? Versions.NOTHING : known.since;
    }

    /** Takes a note along. */
    public void carry(Note note) {
        note.older = newest;
        newest = note;
    }
}
