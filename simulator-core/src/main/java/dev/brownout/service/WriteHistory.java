package dev.brownout.service;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Acknowledged writes of one store, by key, with the version and acknowledgement stamp of each. Takes 16 bytes per
 * write, and no memory if no copies are kept.
 */
public final class WriteHistory implements VersionRegistry.StoreVersions {
    private static final int NUMBER_BITS = 41;

    private final VersionRegistry all;
    private final int store;
    private int[] keys = new int[4];
    private Writes[] writes = new Writes[4];
    private int used;
    private long keptWrites;
    private long numbered;
    /** Supplies the version up to which writes have expired; {@code null} for none. */
    private LongSupplier expiredUpTo;

    /** Writes of one key, ordered by version. */
    private static final class Writes {
        private long[] versions = new long[2];
        private long[] instants = new long[2];
        private int count;
        /** True if the acknowledgements are in another order than the versions. */
        private boolean crossed;

        /** Returns the position of the first version after the given one. */
        private int positionAfter(long version) {
            int from = 0;
            int to = count;
            while (from < to) {
                int middle = from + to >>> 1;
                if (versions[middle] <= version) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        private void add(long version, long instant) {
            int index = positionAfter(version);
            if (count == versions.length) {
                versions = Arrays.copyOf(versions, 2 * count);
                instants = Arrays.copyOf(instants, 2 * count);
            }
            System.arraycopy(versions, index, versions, index + 1, count - index);
            System.arraycopy(instants, index, instants, index + 1, count - index);
            versions[index] = version;
            instants[index] = instant;
            crossed |= index < count++ || index > 0 && instants[index - 1] > instant;
        }

        private void remove(long version) {
            int index = positionAfter(version) - 1;
            if (index >= 0 && versions[index] == version) {
                count--;
                System.arraycopy(versions, index + 1, versions, index, count - index);
                System.arraycopy(instants, index + 1, instants, index, count - index);
            }
        }

        /** Removes the writes up to a version, and returns their number. */
        private int drop(long version) {
            int dropped = positionAfter(version);
            if (dropped > 0) {
                count -= dropped;
                System.arraycopy(versions, dropped, versions, 0, count);
                System.arraycopy(instants, dropped, instants, 0, count);
            }
            return dropped;
        }

        private long oldest(int from) {
            return oldest(from, count);
        }

        private long oldest(int from, int to) {
            long oldest = from < to ? instants[from] : VersionRegistry.NOTHING;
            for (int i = from + 1; crossed && i < to; i++) {
                oldest = Math.min(oldest, instants[i]);
            }
            return oldest;
        }

        private long oldestSince(long instant, int from) {
            long oldest = VersionRegistry.NOTHING;
            for (int i = count - 1; i >= from && (crossed || instants[i] > instant); i--) {
                oldest = instants[i] > instant ? Math.min(oldest, instants[i]) : oldest;
            }
            return oldest;
        }
    }

    WriteHistory(VersionRegistry all, int store) {
        this.all = all;
        this.store = store;
    }

    /**
     * Enables the removal of expired writes.
     *
     * @param expiredVersion version up to which all writes have expired by now; never decreases
     */
    public void expiring(LongSupplier expiredVersion) {
        expiredUpTo = expiredVersion;
    }

    /** Returns the version of the newest write of the store, lost or not. */
    public long newest() {
        return version(numbered);
    }

    /** Returns the version of the next write of the store. */
    public long next() {
        return version(++numbered);
    }

    /** Returns the version of the n-th write of the store; number 0 stands for data that was never written. */
    public long version(long number) {
        return version(store, number);
    }

    /** Returns the plain version of a store and the number of a write there. */
    static long version(int store, long number) {
        return (long) store << NUMBER_BITS | number;
    }

    /** Returns the number of the write of a plain version. */
    public static long numberOf(long version) {
        return version & (1L << NUMBER_BITS) - 1;
    }

    /** Returns the store of a plain version. */
    static int storeOf(long version) {
        return (int) (version >>> NUMBER_BITS);
    }

    /** Returns the version of data never written, in the store of a plain version. */
    static long first(long version) {
        return version >>> NUMBER_BITS << NUMBER_BITS;
    }

    @Override
    public int store() {
        return store;
    }

    /**
     * Records the acknowledgement of a write.
     *
     * @param instant stamp of the acknowledgement
     */
    public void onAcknowledged(int key, long version, long instant) {
        if (key != 0 && all.isCopied()) {
            all.written();
            int slot = find(key);
            if (keys[slot] == 0) {
                if (used + 1L > keys.length / 4 * 3L) {
                    grow();
                    slot = find(key);
                }
                used++;
                keys[slot] = key;
                writes[slot] = new Writes();
            }
            writes[slot].add(version, instant);
            keptWrites++;
            if (expiredUpTo != null) {
                keptWrites -= writes[slot].drop(expiredUpTo.getAsLong());
            }
        }
    }

    /** Returns an upper bound of the number of acknowledged writes kept in memory. */
    @Override
    public long retainedCount() {
        return keptWrites;
    }

    /** Removes a lost write. No read can miss it any more. */
    public void remove(int key, long version) {
        Writes writesOfKey = writes[find(key)];
        if (writesOfKey != null) {
            writesOfKey.remove(version);
        }
    }

    @Override
    public long oldestAfter(int key, long version) {
        Writes writesOfKey = writes[find(key)];
        return writesOfKey == null
                ? VersionRegistry.NOTHING
                : writesOfKey.oldest(writesOfKey.positionAfter(
                        expiredUpTo == null ? version : Math.max(version, expiredUpTo.getAsLong())));
    }

    @Override
    public long oldestUnseen(int key, VersionVector seen) {
        Writes writesOfKey = writes[find(key)];
        long oldest = VersionRegistry.NOTHING;
        if (writesOfKey != null) {
            int from = 0;
            for (int i = 0; i < seen.intervals(); i++) {
                oldest = Math.min(oldest, writesOfKey.oldest(from, writesOfKey.positionAfter(seen.from(i) - 1)));
                from = writesOfKey.positionAfter(seen.lastOf(i));
            }
            oldest = Math.min(oldest, writesOfKey.oldest(from));
        }
        return oldest;
    }

    @Override
    public long oldestSince(int key, long instant) {
        Writes writesOfKey = writes[find(key)];
        return writesOfKey == null
                ? VersionRegistry.NOTHING
                : writesOfKey.oldestSince(
                        instant, expiredUpTo == null ? 0 : writesOfKey.positionAfter(expiredUpTo.getAsLong()));
    }

    private int find(int key) {
        int mask = keys.length - 1;
        int index = (int) KeyedRandom.mix(key) & mask;
        while (keys[index] != key && keys[index] != 0) {
            index = index + 1 & mask;
        }
        return index;
    }

    private void grow() {
        int[] oldKeys = keys;
        Writes[] oldWrites = writes;
        keys = new int[2 * oldKeys.length];
        writes = new Writes[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int index = find(oldKeys[i]);
                keys[index] = oldKeys[i];
                writes[index] = oldWrites[i];
            }
        }
    }
}
