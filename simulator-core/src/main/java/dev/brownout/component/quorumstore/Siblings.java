package dev.brownout.component.quorumstore;

import dev.brownout.service.VersionRegistry;
import dev.brownout.service.VersionVector;
import java.util.Arrays;

/**
 * Concurrent values of a key, with the set of all writes that their writers had seen. A write in that set without a
 * value here was overwritten, so a late message cannot bring it back. This is a dotted version vector set (Preguica et
 * al., 2010).
 */
final class Siblings extends StampedValue {
    /** Placeholder for the coordinator. Causality is tracked by the version vector instead. */
    private static final int NO_COORDINATOR = -1;

    private final long[] versions;
    private final VersionVector seen;

    private Siblings(long[] versions, VersionVector seen, long madeAt) {
        super(0, versions[versions.length - 1], madeAt, NO_COORDINATOR);
        this.versions = versions;
        this.seen = seen;
    }

    /**
     * Creates the value of a write.
     *
     * @param before version of the key that was created before it
     * @param vector writes that its writer has seen
     */
    static Siblings of(long before, long version, VersionVector vector, long madeAt) {
        return new Siblings(new long[] {version}, vector.and(VersionVector.of(before, version)), madeAt);
    }

    /** Returns the versions of the concurrent values, in ascending order. */
    long[] versions() {
        return versions.clone();
    }

    /** Returns the writes that these values contain or that their writers had seen. */
    VersionVector visibleVersions() {
        return seen;
    }

    @Override
    Siblings with(StampedValue value) {
        Siblings other = (Siblings) value;
        if (seen.containsAll(other.seen)) {
            return this;
        }
        long[] merged = new long[versions.length + other.versions.length];
        int count = 0;
        for (long version : versions) {
            if (!other.seen.contains(version) || Arrays.binarySearch(other.versions, version) >= 0) {
                merged[count++] = version;
            }
        }
        for (long otherVersion : other.versions) {
            if (!seen.contains(otherVersion)) {
                merged[count++] = otherVersion;
            }
        }
        Arrays.sort(merged, 0, count);
        return new Siblings(Arrays.copyOf(merged, count), seen.and(other.seen), Math.max(madeAt, other.madeAt));
    }

    @Override
    boolean covers(StampedValue other) {
        return seen.containsAll(((Siblings) other).seen);
    }

    @Override
    boolean has(StampedValue other) {
        return seen.contains(other.version);
    }

    @Override
    boolean hasSeen(StampedValue other) {
        return seen.contains(other.version);
    }

    @Override
    long reportedVersion(VersionRegistry all) {
        return all.withHoles(version, seen);
    }

    @Override
    StampedValue withoutLost(StampedValue lost) {
        return with(lost);
    }
}
