package dev.brownout.service;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Revisions of the objects of an origin. Each object changes by a Poisson process of its own, or by a write. A response
 * contains one revision; if it is delivered after the next change, it is stale. Changes are drawn when an object is
 * requested. Only the end times of delivered revisions are kept.
 */
public final class ObjectRevisions implements VersionRegistry.StoreVersions {
    private final VersionRegistry all;
    private final int store;
    private final double perNano;
    private final KeyedRandom random;
    private final Map<Integer, Content> objects = new LinkedHashMap<>();
    private long keptRevisions;

    /** Object with its delivered revisions and the time at which each was replaced by the next one. */
    private final class Content {
        private final int key;
        private long[] numbers = new long[2];
        private long[] replacedAt = new long[2];
        private int revisions;
        private long changes;
        private long drawn;
        private long nextAt;

        Content(int key) {
            this.key = key;
            nextAt = nextChange(0);
        }

        private long nextChange(long after) {
            if (perNano == 0) {
                return VersionRegistry.NOTHING;
            }
            double nanos =
                    random.withIdentity(KeyedRandom.child(key, drawn++, 0, 0)).exponential() / perNano;
            return nanos < 0x1p60 ? after + 1 + (long) nanos : VersionRegistry.NOTHING;
        }

        private void catchUp(long now) {
            while (nextAt <= now) {
                changes++;
                nextAt = nextChange(nextAt);
            }
        }

        long deliveredVersion(long now) {
            catchUp(now);
            if (revisions == 0 || numbers[revisions - 1] != changes) {
                if (revisions == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * revisions);
                    replacedAt = Arrays.copyOf(replacedAt, 2 * revisions);
                }
                numbers[revisions] = changes;
                replacedAt[revisions++] = nextAt;
                keptRevisions++;
            }
            return changes;
        }

        void write(long now, long stamp) {
            catchUp(now);
            changes++;
            if (revisions > 0) {
                replacedAt[revisions - 1] = Math.min(replacedAt[revisions - 1], stamp);
            }
        }

        long replacementTime(long number) {
            int index = Arrays.binarySearch(numbers, 0, revisions, number);
            return index < 0 ? VersionRegistry.NOTHING : replacedAt[index];
        }
    }

    /**
     * Creates the objects of a store, none of them requested yet.
     *
     * @param store number among the stores of the run
     * @param perNano change rate of each object, per ns, at least 0
     * @param random random numbers keyed by object and change
     */
    ObjectRevisions(VersionRegistry all, int store, double perNano, KeyedRandom random) {
        this.all = all;
        this.store = store;
        this.perNano = perNano;
        this.random = random;
    }

    /** Returns the version of an object that the origin delivers now. */
    public long deliveredVersion(int key, long now) {
        return WriteHistory.version(store, content(key).deliveredVersion(now));
    }

    /** Records a write of an object, with the {@link VersionRegistry#stamp} of its acknowledgement. */
    public void write(int key, long now, long stamp) {
        content(key).write(now, stamp);
    }

    private Content content(int key) {
        all.written();
        return objects.computeIfAbsent(key, Content::new);
    }

    @Override
    public long oldestAfter(int key, long version) {
        Content content = objects.get(key);
        return content == null ? VersionRegistry.NOTHING : content.replacementTime(WriteHistory.numberOf(version));
    }

    @Override
    public long oldestUnseen(int key, VersionVector seen) {
        throw new IllegalStateException("the versions of an object of an origin must be consecutive");
    }

    @Override
    public long oldestSince(int key, long instant) {
        Content content = objects.get(key);
        long oldest = VersionRegistry.NOTHING;
        for (int i = 0; content != null && i < content.revisions; i++) {
            oldest = content.replacedAt[i] > instant ? Math.min(oldest, content.replacedAt[i]) : oldest;
        }
        return oldest;
    }

    @Override
    public int store() {
        return store;
    }

    @Override
    public long retainedCount() {
        return keptRevisions;
    }
}
