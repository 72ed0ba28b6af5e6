package dev.brownout.service;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Registry of the data versions of a run. Each successful response carries the version of the data it is based on. This
 * shows whether it misses a write that had been acknowledged before the read was sent, whatever caches or replicas are
 * in between.
 *
 * <p>A plain version consists of a store and the number of a write there. A joined version stands for several, of a
 * response based on several reads. A version as of an instant stands for all writes acknowledged by then. A version
 * with holes stands for the writes that it lists. A plain version without a store is the number of a content release.
 * Zero is a response without data.
 */
public final class VersionRegistry {
    /** Stamp that stands for no missed write. */
    public static final long NOTHING = Long.MAX_VALUE;

    static final long TABLED = 1L << 62;

    private final List<StoreVersions> stores = new ArrayList<>();
    private final Map<String, int[]> ranges = new LinkedHashMap<>();
    private final Map<Integer, List<Promise>> promisesByKey = new LinkedHashMap<>();
    /**
     * Versions that are not plain. A row holds two versions, or the complement of an instant and a store range, or a
     * plain version and the complement of an index into {@code holes}.
     */
    private final VersionTable table = new VersionTable();

    private final List<VersionVector> holes = new ArrayList<>();
    /** Components with copies of their responses in caches. */
    private final Set<String> components = new TreeSet<>();

    private final ReadObservers reads = new ReadObservers();
    private boolean copied;
    private boolean dated;
    private boolean written;
    /** True if a request without a key also refers to an object. */
    private boolean keyless;
    /** Stamp of the last acknowledgement, in ns. */
    private long lastStamp;
    /** Greatest bound of a read, in ns. Starts at 1, so that no acknowledgement has the stamp 0 of the initial data. */
    private long lastBound = 1;

    /** Acknowledged versions of one store. */
    sealed interface StoreVersions permits WriteHistory, ObjectRevisions {
        /** Returns the number of the store, from 1. */
        int store();

        /** Returns the number of records kept. */
        long retainedCount();

        /** Returns the stamp of the oldest acknowledged write of a key after a version. */
        long oldestAfter(int key, long version);

        /** Returns the stamp of the oldest acknowledged write of a key that is not in a set of writes. */
        long oldestUnseen(int key, VersionVector seen);

        /** Returns the stamp of the oldest write of a key that was acknowledged after an instant. */
        long oldestSince(int key, long instant);
    }

    /** Write that has been acknowledged before its store has it. */
    public final class Promise extends LogicalRequest.IdempotencyRecord {
        private final String store;
        private final int key;
        private final long startNanos;
        private boolean open = true;

        private Promise(String store, int key, long since) {
            super(VersionRegistry.this, key);
            this.store = store;
            this.key = key;
            this.startNanos = since;
        }

        /** Ends the promise: the write has reached the store, or never will. */
        public void end() {
            if (open) {
                open = false;
                List<Promise> openPromises = promisesByKey.get(key);
                openPromises.remove(this);
                if (openPromises.isEmpty()) {
                    promisesByKey.remove(key);
                }
            }
        }

        /** Returns whether the promise has ended. */
        public boolean isEnded() {
            return !open;
        }

        /** Transfers the promise to another write that is to fulfil it. The new promise is ended if this one was. */
        public Promise transfer() {
            Promise other = promise(store, key, startNanos);
            if (!open) {
                other.end();
            }
            end();
            return other;
        }
    }

    /**
     * Returns the stamp of an acknowledgement. Stamps are instants in ns that also follow the order of events: a read
     * sent before, in the same nanosecond, has a {@link #bound} that is not greater than the stamp. Only in this case a
     * stamp is later than the clock, by 1 ns for each alternation of acknowledgements and reads within the nanosecond.
     *
     * <p>Instants alone cannot distinguish a read that follows an acknowledgement without delay, as each step after a
     * write does, from a concurrent read.
     */
    public long stamp(long now) {
        lastStamp = Math.max(Math.max(now, lastStamp), lastBound);
        return lastStamp;
    }

    /** Returns the bound of a read sent now: above each earlier {@link #stamp}, also in the same nanosecond. */
    public long bound(long now) {
        lastBound = Math.max(Math.max(now, lastStamp + 1), lastBound);
        return lastBound;
    }

    /** Returns the age of a stamp, in ns, at least 0. */
    public static long ageNanos(long now, long stamp) {
        return Math.max(0, now - stamp);
    }

    /** Returns the observers of the data that steps read. */
    public ReadObservers reads() {
        return reads;
    }

    /** Creates the write history of a store of a component. */
    public WriteHistory store(String component) {
        WriteHistory history = new WriteHistory(this, stores.size() + 1);
        stores.add(history);
        int[] range = ranges.computeIfAbsent(component, name -> new int[] {history.store(), history.store()});
        range[1] = history.store() + 1;
        return history;
    }

    /**
     * Creates the revisions of the changing objects of an origin. A request without a key refers to one of them.
     *
     * @param perNano rate of spontaneous changes of each object, per ns, at least 0
     * @param random keyed random numbers for the changes
     */
    public ObjectRevisions revisions(double perNano, KeyedRandom random) {
        ObjectRevisions revisions = new ObjectRevisions(this, stores.size() + 1, perNano, random);
        stores.add(revisions);
        keyless = true;
        return revisions;
    }

    /** Returns the number of versions and acknowledged writes kept in memory. */
    public long retainedCount() {
        long total = table.rows();
        for (StoreVersions store : stores) {
            total += store.retainedCount();
        }
        return total;
    }

    /** Registers a component with copies of its responses in caches, so that versions and writes must be kept. */
    public void copy(String component) {
        copied = true;
        components.add(component);
    }

    /** Returns the components with copies of their responses in caches. */
    public Set<String> copiedComponents() {
        return Collections.unmodifiableSet(components);
    }

    /** Returns whether copies of any responses are kept. */
    boolean isCopied() {
        return copied;
    }

    /** Requests that arriving calls carry the bound of their sending, to judge the staleness of their responses. */
    public void date() {
        dated = true;
    }

    /** Returns whether arriving calls carry the bound of their sending. */
    public boolean isDated() {
        return dated;
    }

    void written() {
        written = true;
    }

    /** Creates a promise of a write to the store of a component, acknowledged with a {@link #stamp}. */
    public Promise promise(String component, int key, long stamp) {
        Promise promise = new Promise(component, key, stamp);
        written = true;
        promisesByKey.computeIfAbsent(key, k -> new ArrayList<>()).add(promise);
        return promise;
    }

    /** Ends the promise of a write that reached its store. Returns its stamp, or {@link #NOTHING} if not open. */
    public long fulfil(Request write) {
        if (promisesByKey.isEmpty() || !(write.logical().find(this, write.key()) instanceof Promise promise)) {
            return NOTHING;
        }
        boolean open = promise.open;
        promise.end();
        return open ? promise.startNanos : NOTHING;
    }

    /** Returns the stamp of the oldest open promise of a write of a key to a store, or {@link #NOTHING}. */
    public long promisedTo(WriteHistory store, int key) {
        return promisedTo(store.store(), key);
    }

    private long promisedTo(int store, int key) {
        long oldest = NOTHING;
        if (!promisesByKey.isEmpty()) {
            for (Promise promise : promisesByKey.getOrDefault(key, List.of())) {
                int[] range = ranges.get(promise.store);
                if (range != null && store >= range[0] && store < range[1]) {
                    oldest = Math.min(oldest, promise.startNanos);
                }
            }
        }
        return oldest;
    }

    /**
     * Returns the stamp of the oldest acknowledged write that a response misses.
     *
     * @param version version of the response
     * @param bound bound of the read: only writes acknowledged with a lesser stamp count
     * @return the stamp, or {@link #NOTHING} if it misses none
     */
    public long oldestMissed(long version, int key, long bound) {
        if (!written || version == 0 || key == 0 && !keyless) {
            return NOTHING;
        }
        long oldest = missing(version, key);
        return oldest < bound ? oldest : NOTHING;
    }

    private long missing(long version, int key) {
        if (version >= TABLED) {
            int row = (int) version;
            if (table.right(row) < 0) {
                StoreVersions versions = stores.get(WriteHistory.storeOf(table.firstNumber(row)) - 1);
                return Math.min(
                        versions.oldestUnseen(key, holes.get((int) ~table.right(row))),
                        promisedTo(versions.store(), key));
            }
            return table.firstNumber(row) >= 0
                    ? Math.min(missing(table.firstNumber(row), key), missing(table.right(row), key))
                    : missingSince(
                            ~table.firstNumber(row), (int) (table.right(row) >>> 32), (int) table.right(row), key);
        }
        int store = WriteHistory.storeOf(version);
        if (store == 0) {
            return NOTHING;
        }
        return Math.min(stores.get(store - 1).oldestAfter(key, version), promisedTo(store, key));
    }

    private long missingSince(long instant, int from, int to, int key) {
        long oldest = NOTHING;
        for (int store = from; store < to; store++) {
            oldest = Math.min(oldest, stores.get(store - 1).oldestSince(key, instant));
            long promise = promisedTo(store, key);
            oldest = promise > instant ? Math.min(oldest, promise) : oldest;
        }
        return oldest;
    }

    /**
     * Returns the outcome of a read, and records a missed write in its logical request.
     *
     * @param missedStamp stamp of the oldest acknowledged write that the read misses, or {@link #NOTHING}
     */
    public Outcome evaluateRead(Request request, long missedStamp) {
        if (missedStamp == NOTHING) {
            return Outcome.OK;
        }
        request.logical().miss(missedStamp);
        return Outcome.STALE;
    }

    /** Returns the version of acknowledged writes of a component, or of all stores if it has none; 0 without copies. */
    public long asOf(String component, long now) {
        return upTo(component, bound(now) - 1);
    }

    /** Returns the version of the initial data of a component, or of all stores if it has none; 0 without copies. */
    public long beforeTheRun(String component) {
        return upTo(component, 0);
    }

    private long upTo(String component, long instant) {
        int[] range = ranges.get(component);
        long stretch = range == null ? 1L << 32 | stores.size() + 1 : (long) range[0] << 32 | range[1];
        return copied && !stores.isEmpty() ? TABLED | table.row(~instant, stretch) : 0;
    }

    /**
     * Returns the version of a response that may miss writes older than its newest one.
     *
     * @param newest plain version of the newest write
     * @param seen writes that the response includes, or that were overwritten by writes aware of them
     */
    public long withHoles(long newest, VersionVector seen) {
        if (!copied || seen.intervals() == 1 && seen.contains(WriteHistory.first(newest))) {
            return newest;
        }
        holes.add(seen);
        return TABLED | table.row(newest, ~(holes.size() - 1L));
    }

    /** Returns the writes that a version with holes stands for; empty for any other version. */
    public Optional<VersionVector> holesOf(long version) {
        boolean tabled = version >= TABLED && table.right((int) version) < 0;
        return tabled ? Optional.of(holes.get((int) ~table.right((int) version))) : Optional.empty();
    }

    /** Returns the version of a response based on two others. */
    public long join(long first, long second) {
        if (!copied || first == 0 || first == second) {
            return second;
        }
        if (second == 0) {
            return first;
        }
        if (first < TABLED && second < TABLED && WriteHistory.storeOf(first) == WriteHistory.storeOf(second)) {
            return Math.min(first, second);
        }
        return TABLED | table.row(Math.min(first, second), Math.max(first, second));
    }

    /** Returns whether the first of two versions of a key is older; false if they cannot be compared. */
    public static boolean older(long first, long second) {
        return first < second && second < TABLED && WriteHistory.storeOf(first) == WriteHistory.storeOf(second);
    }

    /** Returns the content release of a version; 0 for none. */
    public long release(long version) {
        if (version < TABLED) {
            return WriteHistory.storeOf(version) == 0 ? version : 0;
        }
        int row = (int) version;
        return table.firstNumber(row) < 0 || table.right(row) < 0
                ? 0
                : Math.max(release(table.firstNumber(row)), release(table.right(row)));
    }

    /** Returns a version of the same data in a given content release. */
    public long released(long version, long release) {
        return join(data(version), release);
    }

    private long data(long version) {
        if (release(version) == 0) {
            return version;
        }
        return version < TABLED ? 0 : join(data(table.firstNumber((int) version)), data(table.right((int) version)));
    }

    /**
     * Returns the entry of a version about the writes of a component.
     *
     * @return the plain version of one of its writes, the complement of an instant up to which the version has all of
     *     its writes, or 0 if the version is of other data
     */
    public long entryOf(String component, long version) {
        int[] range = ranges.get(component);
        return range == null ? 0 : entryOf(range, version);
    }

    private long entryOf(int[] range, long version) {
        if (version < TABLED) {
            int store = WriteHistory.storeOf(version);
            return store >= range[0] && store < range[1] ? version : 0;
        }
        long left = table.firstNumber((int) version);
        long right = table.right((int) version);
        if (left < 0) {
            return (int) (right >>> 32) < range[1] && (int) right > range[0] ? left : 0;
        }
        long first = entryOf(range, left);
        return first != 0 || right < 0 ? first : entryOf(range, right);
    }
}
