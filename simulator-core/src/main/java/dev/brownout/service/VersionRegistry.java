package dev.brownout.service;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The versions of a run: what each good answer says of the data it was made of, so that anybody can tell whether it
 * misses a write that had been acknowledged before it was asked for, whatever lay between.
 *
 * <p>A plain version names a store and the number of a write there. A joined one stands for several, of an answer that
 * was made of several reads. One as of an instant stands for all that had been acknowledged then, and one with holes
 * for the writes that it names. A plain version of no store is the number of a release of content. Zero is an answer
 * without data.
 */
public final class VersionRegistry {
    /** The instant of a write that is not missing. */
    public static final long NOTHING = Long.MAX_VALUE;

    private static final long TABLED = 1L << 62;

    private final List<StoreVersions> stores = new ArrayList<>();
    private final Map<String, int[]> ranges = new LinkedHashMap<>();
    private final Map<Integer, List<Promise>> promised = new LinkedHashMap<>();
    /**
     * What versions that are not plain stand for: two others, or the complement of an instant and a range, or a plain
     * one and the complement of the place of what was seen.
     */
    private long[] left = new long[4];

    private long[] right = new long[4];
    private final List<VersionVector> holes = new ArrayList<>();
    private int[] index = new int[16];
    private int rows;
    /** The components of whose answers copies are kept. */
    private final Set<String> components = new TreeSet<>();

    private boolean copied;
    private boolean dated;
    private boolean written;
    /** Whether what was asked for without a key is an object as well. */
    private boolean keyless;
    /** The stamp of the last acknowledgement, in nanoseconds. */
    private long lastStamp;
    /** The greatest bound of a read; 1, so that no acknowledgement has the instant 0 of what was there before. */
    private long lastBound = 1;

    /** What is known of the writes of one store. */
    sealed interface StoreVersions permits WriteHistory, ObjectRevisions {
        /** Number of the store, from 1. */
        int store();

        /** How much is remembered. */
        long kept();

        /** When the oldest write of a key after a version was acknowledged. */
        long oldestAfter(int key, long version);

        /** When the oldest write of a key was acknowledged that is not among some. */
        long oldestBeside(int key, VersionVector seen);

        /** When the oldest write of a key was acknowledged that was acknowledged after an instant. */
        long oldestSince(int key, long instant);
    }

    /** A write that is acknowledged and that its store does not have yet. */
    public final class Promise extends LogicalRequest.IdempotencyRecord {
        private final String store;
        private final int key;
        private final long since;
        private boolean open = true;

        private Promise(String store, int key, long since) {
            super(VersionRegistry.this, key);
            this.store = store;
            this.key = key;
            this.since = since;
        }

        /** It will not come any more, or is there. */
        public void end() {
            if (open) {
                open = false;
                List<Promise> others = promised.get(key);
                others.remove(this);
                if (others.isEmpty()) {
                    promised.remove(key);
                }
            }
        }

        /** Whether it has ended. */
        public boolean ended() {
            return !open;
        }

        /** The same promise for one more write that is to keep it; ended if this one has. */
        public Promise again() {
            Promise other = promise(store, key, since);
            if (!open) {
                other.end();
            }
            end();
            return other;
        }
    }

    /**
     * Stamps an acknowledgement. Stamps are instants in nanoseconds that are also in the order of events: a read that
     * was sent before, in the same nanosecond, has a {@link #bound} that is not greater. Only there a stamp is later
     * than the clock, by 1 ns for each change between acknowledgements and reads within the nanosecond.
     *
     * <p>An order of instants alone cannot tell a read that follows an acknowledgement without a pause, which happens
     * with each step after a write, from a read that is concurrent with it.
     */
    public long stamp(long now) {
        lastStamp = Math.max(Math.max(now, lastStamp), lastBound);
        return lastStamp;
    }

    /**
     * The bound of a read that is sent now: the {@link #stamp} of an acknowledgement is below it if that came before,
     * also in the same nanosecond.
     */
    public long bound(long now) {
        lastBound = Math.max(Math.max(now, lastStamp + 1), lastBound);
        return lastBound;
    }

    /** Returns how long ago a stamp was given, in nanoseconds, at least 0. */
    public static long ageNanos(long now, long stamp) {
        return Math.max(0, now - stamp);
    }

    /** A store of a component. */
    public WriteHistory store(String component) {
        WriteHistory made = new WriteHistory(this, stores.size() + 1);
        stores.add(made);
        int[] range = ranges.computeIfAbsent(component, name -> new int[] {made.store(), made.store()});
        range[1] = made.store() + 1;
        return made;
    }

    /**
     * Objects of an origin that change; one that is asked for without a key is one of them.
     *
     * @param perNano changes of each object of itself in a nanosecond, at least 0
     * @param random keyed draws for these
     */
    public ObjectRevisions revisions(double perNano, KeyedRandom random) {
        ObjectRevisions made = new ObjectRevisions(this, stores.size() + 1, perNano, random);
        stores.add(made);
        keyless = true;
        return made;
    }

    /** How many versions and acknowledged writes are remembered. */
    public long kept() {
        long kept = rows;
        for (StoreVersions store : stores) {
            kept += store.kept();
        }
        return kept;
    }

    /** Copies of the answers of a component are kept, so that versions and writes have to be remembered. */
    public void copy(String component) {
        copied = true;
        components.add(component);
    }

    /** Returns the components of whose answers copies are kept. */
    public Set<String> copiedComponents() {
        return Collections.unmodifiableSet(components);
    }

    /** Returns whether copies of any answers are kept. */
    boolean copied() {
        return copied;
    }

    /** Somebody will judge answers by what was known when they were asked for. */
    public void date() {
        dated = true;
    }

    /** Whether machines have to know when a call that arrives was sent. */
    public boolean dated() {
        return dated;
    }

    void written() {
        written = true;
    }

    /** Promises a write to the store of a component, acknowledged with a {@link #stamp}. */
    public Promise promise(String component, int key, long stamp) {
        Promise promise = new Promise(component, key, stamp);
        written = true;
        promised.computeIfAbsent(key, k -> new ArrayList<>()).add(promise);
        return promise;
    }

    /** A store has a write: since when it was promised, or {@link #NOTHING}. */
    public long kept(Request write) {
        if (promised.isEmpty() || !(write.logical().find(this, write.key()) instanceof Promise promise)) {
            return NOTHING;
        }
        boolean open = promise.open;
        promise.end();
        return open ? promise.since : NOTHING;
    }

    /** Since when the oldest write of a key has been promised to a store. */
    public long promisedTo(WriteHistory store, int key) {
        return promisedTo(store.store(), key);
    }

    private long promisedTo(int store, int key) {
        long oldest = NOTHING;
        if (!promised.isEmpty()) {
            for (Promise promise : promised.getOrDefault(key, List.of())) {
                int[] range = ranges.get(promise.store);
                if (range != null && store >= range[0] && store < range[1]) {
                    oldest = Math.min(oldest, promise.since);
                }
            }
        }
        return oldest;
    }

    /**
     * When the oldest write was acknowledged that an answer misses.
     *
     * @param version of the answer
     * @param bound of the read: only what was acknowledged with a lesser stamp counts
     * @return the stamp, or {@link #NOTHING} where it misses none
     */
    public long missed(long version, int key, long bound) {
        if (!written || version == 0 || key == 0 && !keyless) {
            return NOTHING;
        }
        long oldest = missing(version, key);
        return oldest < bound ? oldest : NOTHING;
    }

    private long missing(long version, int key) {
        if (version >= TABLED) {
            int row = (int) version;
            if (right[row] < 0) {
                StoreVersions known = stores.get(WriteHistory.storeOf(left[row]) - 1);
                return Math.min(known.oldestBeside(key, holes.get((int) ~right[row])), promisedTo(known.store(), key));
            }
            return left[row] >= 0
                    ? Math.min(missing(left[row], key), missing(right[row], key))
                    : missingSince(~left[row], (int) (right[row] >>> 32), (int) right[row], key);
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
     * Tells what a read is answered, and remembers what it misses for whoever wanted it.
     *
     * @param missed when the oldest write was acknowledged that it misses
     */
    public Outcome judged(Request request, long missed) {
        if (missed == NOTHING) {
            return Outcome.OK;
        }
        request.logical().miss(missed);
        return Outcome.STALE;
    }

    /** The version of what has been acknowledged by now, by a component or, where that is no store, by any. */
    public long asOf(String component, long now) {
        return upTo(component, bound(now) - 1);
    }

    /** The version of what was there before the run, in a component or, where that is no store, in any. */
    public long beforeTheRun(String component) {
        return upTo(component, 0);
    }

    private long upTo(String component, long instant) {
        int[] range = ranges.get(component);
        long stretch = range == null ? 1L << 32 | stores.size() + 1 : (long) range[0] << 32 | range[1];
        return copied && !stores.isEmpty() ? TABLED | row(~instant, stretch) : 0;
    }

    /**
     * The version of an answer that does not miss all writes before the newest that it has.
     *
     * @param newest the plain version of that write
     * @param seen all that it has or that were overwritten by those who knew them
     */
    public long withHoles(long newest, VersionVector seen) {
        if (!copied || seen.intervals() == 1 && seen.contains(WriteHistory.first(newest))) {
            return newest;
        }
        holes.add(seen);
        return TABLED | row(newest, ~(holes.size() - 1L));
    }

    /** The writes that a version with holes stands for; empty for any other. */
    public Optional<VersionVector> holesOf(long version) {
        boolean tabled = version >= TABLED && right[(int) version] < 0;
        return tabled ? Optional.of(holes.get((int) ~right[(int) version])) : Optional.empty();
    }

    /** The version of an answer that was made of two others. */
    public long join(long one, long other) {
        if (!copied || one == 0 || one == other) {
            return other;
        }
        if (other == 0) {
            return one;
        }
        if (one < TABLED && other < TABLED && WriteHistory.storeOf(one) == WriteHistory.storeOf(other)) {
            return Math.min(one, other);
        }
        return TABLED | row(Math.min(one, other), Math.max(one, other));
    }

    /** Whether of two versions of one key the first is older; not where they cannot be compared. */
    public static boolean older(long one, long other) {
        return one < other && other < TABLED && WriteHistory.storeOf(one) == WriteHistory.storeOf(other);
    }

    /** The release of content that a version says. */
    public long release(long version) {
        if (version < TABLED) {
            return WriteHistory.storeOf(version) == 0 ? version : 0;
        }
        int row = (int) version;
        return left[row] < 0 || right[row] < 0 ? 0 : Math.max(release(left[row]), release(right[row]));
    }

    /** The same version of data in a release of content. */
    public long released(long version, long release) {
        return join(data(version), release);
    }

    private long data(long version) {
        if (release(version) == 0) {
            return version;
        }
        return version < TABLED ? 0 : join(data(left[(int) version]), data(right[(int) version]));
    }

    private int row(long one, long other) {
        if (4 * (rows + 1) > 3 * index.length) {
            index = new int[2 * index.length];
            for (int row = 0; row < rows; row++) {
                index[place(left[row], right[row])] = row + 1;
            }
        }
        int place = place(one, other);
        if (index[place] == 0) {
            if (rows == left.length) {
                left = Arrays.copyOf(left, 2 * rows);
                right = Arrays.copyOf(right, 2 * rows);
            }
            left[rows] = one;
            right[rows] = other;
            index[place] = ++rows;
        }
        return index[place] - 1;
    }

    private int place(long one, long other) {
        int mask = index.length - 1;
        int at = (int) KeyedRandom.mix(one + KeyedRandom.mix(other)) & mask;
        while (index[at] != 0 && (left[index[at] - 1] != one || right[index[at] - 1] != other)) {
            at = at + 1 & mask;
        }
        return at;
    }
}
