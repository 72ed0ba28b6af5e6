package dev.brownout.service;

import java.util.Arrays;
import java.util.Optional;

/**
 * Versions that the requests of each session have written and read, by store and key. They show whether a read of a
 * session misses a write of the session, or returns an older version than an earlier read (Terry et al., Session
 * Guarantees for Weakly Consistent Replicated Data, 1994).
 *
 * <p>A response is comparable if its version is plain or has holes. A joined version, and one as of an instant, is not.
 */
public final class SessionVersions {
    private static final int KEY_BITS = 32;

    private final VersionRegistry versions;
    /** Number of responses that sessions have received so far. */
    private long responses;

    /** Relation of a response to the earlier responses of its session for the same key. */
    public enum Relation {
        /** The session has received no such response, or the versions cannot be compared. */
        NONE,
        /** The response contains all of them. */
        CONTAINED,
        /** The response lacks one of them. */
        MISSED
    }

    /** Versions of one key of a store that increase, each with the number of the response that brought it. */
    private static final class VersionSequence {
        private long[] versions = new long[1];
        private long[] responses = new long[1];
        private int count;

        void add(long version, long response) {
            if (count == versions.length) {
                versions = Arrays.copyOf(versions, 2 * count);
                responses = Arrays.copyOf(responses, 2 * count);
            }
            versions[count] = version;
            responses[count++] = response;
        }

        /** Returns the last version; 0 for none. */
        long last() {
            return count == 0 ? 0 : versions[count - 1];
        }

        /** Returns the last version of the first responses; 0 for none. */
        long asOf(long received) {
            int index = count;
            while (index > 0 && responses[index - 1] > received) {
                index--;
            }
            return index == 0 ? 0 : versions[index - 1];
        }
    }

    /** Versions of one key of a store that a session has written and read. */
    private static final class KeyVersions extends LogicalRequest.IdempotencyRecord {
        private final VersionSequence written = new VersionSequence();
        private final VersionSequence read = new VersionSequence();

        private KeyVersions(SessionVersions owner, long storeKey) {
            super(owner, storeKey);
        }
    }

    /** Creates an empty index of the sessions of a run. */
    public SessionVersions(VersionRegistry versions) {
        this.versions = versions;
    }

    /** Returns the number of responses received so far. A read that is sent now is compared with these. */
    public long received() {
        return responses;
    }

    /** Records the acknowledgement of a write. */
    public void wrote(Request write, long version) {
        long newest = newest(version);
        if (newest != 0) {
            add(of(write, newest).written, newest);
        }
    }

    /** Records the response to a read. */
    public void read(Request read, long version) {
        long newest = newest(version);
        if (newest != 0) {
            add(of(read, newest).read, version);
        }
    }

    /**
     * Returns whether a response contains the writes of its session.
     *
     * @param received number of responses when the read was sent
     */
    public Relation toWrites(Request read, long version, long received) {
        long newest = newest(version);
        return newest == 0
                ? Relation.NONE
                : relation(version, of(read, newest).written.asOf(received));
    }

    /**
     * Returns whether a response contains the versions that earlier reads of its session have returned.
     *
     * @param received number of responses when the read was sent
     */
    public Relation toReads(Request read, long version, long received) {
        long newest = newest(version);
        return newest == 0
                ? Relation.NONE
                : relation(version, of(read, newest).read.asOf(received));
    }

    private Relation relation(long version, long earlier) {
        if (earlier == 0) {
            return Relation.NONE;
        }
        return contains(version, earlier) ? Relation.CONTAINED : Relation.MISSED;
    }

    private void add(VersionSequence known, long version) {
        responses++;
        if (known.last() == 0 || !contains(known.last(), version)) {
            known.add(version, responses);
        }
    }

    private KeyVersions of(Request request, long newest) {
        LogicalRequest session = request.logical().session();
        long storeKey = (long) WriteHistory.storeOf(newest) << KEY_BITS | request.key() & (1L << KEY_BITS) - 1;
        KeyVersions known = (KeyVersions) session.find(this, storeKey);
        if (known == null) {
            known = new KeyVersions(this, storeKey);
            session.carry(known);
        }
        return known;
    }

    /** Returns the plain version of the newest write in a version of one store; 0 if it cannot be compared. */
    private long newest(long version) {
        Optional<VersionVector> holes = versions.holesOf(version);
        if (holes.isPresent()) {
            return holes.get().lastOf(holes.get().intervals() - 1);
        }
        return version < VersionRegistry.TABLED && WriteHistory.storeOf(version) != 0 ? version : 0;
    }

    /** Returns whether a version contains another version of the same store. */
    private boolean contains(long version, long other) {
        Optional<VersionVector> seen = versions.holesOf(version);
        if (seen.isEmpty()) {
            return version >= newest(other);
        }
        Optional<VersionVector> needed = versions.holesOf(other);
        return needed.isPresent()
                ? seen.get().containsAll(needed.get())
                : WriteHistory.numberOf(other) == 0 || seen.get().contains(other);
    }
}
