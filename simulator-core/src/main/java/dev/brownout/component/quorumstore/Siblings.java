package dev.brownout.component.quorumstore;

import dev.brownout.service.VersionRegistry;
import dev.brownout.service.VersionVector;
import java.util.Arrays;

/**
 * What a key has where writes that have not seen each other stay beside each other: those that nobody has overwritten
 * who had seen them, and all that was seen. What has been seen and is not there was overwritten, so that it does not
 * come back with a message that was late: a dotted version vector set (Preguica et al., 2010).
 */
final class Siblings extends StampedValue {
    /** Which node made it is in what it has seen. */
    private static final int NOBODY = -1;

    private final long[] versions;
    private final VersionVector seen;

    private Siblings(long[] versions, VersionVector seen, long madeAt) {
        super(0, versions[versions.length - 1], madeAt, NOBODY);
        this.versions = versions;
        this.seen = seen;
    }

    /**
     * A write.
     *
     * @param before the version of the key that was made before it
     * @param known what its writer has seen
     */
    static Siblings of(long before, long version, VersionVector known, long madeAt) {
        return new Siblings(new long[] {version}, known.and(VersionVector.of(before, version)), madeAt);
    }

    /** The versions of those that are there, in order. */
    long[] versions() {
        return versions.clone();
    }

    /** All that was seen by those whose writes are there. */
    VersionVector seen() {
        return seen;
    }

    @Override
    Siblings with(StampedValue value) {
        Siblings other = (Siblings) value;
        if (seen.containsAll(other.seen)) {
            return this;
        }
        long[] kept = new long[versions.length + other.versions.length];
        int many = 0;
        for (long mine : versions) {
            if (!other.seen.contains(mine) || Arrays.binarySearch(other.versions, mine) >= 0) {
                kept[many++] = mine;
            }
        }
        for (long its : other.versions) {
            if (!seen.contains(its)) {
                kept[many++] = its;
            }
        }
        Arrays.sort(kept, 0, many);
        return new Siblings(Arrays.copyOf(kept, many), seen.and(other.seen), Math.max(madeAt, other.madeAt));
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
    boolean knew(StampedValue other) {
        return seen.contains(other.version);
    }

    @Override
    long told(VersionRegistry all) {
        return all.withHoles(version, seen);
    }

    @Override
    StampedValue excusing(StampedValue lost) {
        return with(lost);
    }
}
