package dev.brownout.importing.detail;

import dev.brownout.importing.fitting.TookHistogram;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ages of cached objects in a log: the time since their last load at a hit, and at the next load. With a time to live
 * after the load, no hit is older and no load is earlier. The last load of a part of the keys is stored: a key replaces
 * another one with the same slot.
 */
public final class EntryAges {
    private static final int SLOTS = 512;
    private static final int MINIMUM = 20;
    private static final double ALMOST_ALL = 0.99;
    private static final double ALMOST_NONE = 0.01;

    /** Smallest ratio of the youngest loads to the oldest hits for a time to live. */
    private static final double MIN_RATIO = 0.95;

    private static final double MICROS_PER_SECOND = 1e6;

    private final long[] keys = new long[SLOTS];
    private final long[] loaded = new long[SLOTS];
    private final TookHistogram hitAges = new TookHistogram();
    private final TookHistogram loadAges = new TookHistogram();

    /** Creates ages without a lookup. */
    public EntryAges() {
        Arrays.fill(loaded, Long.MIN_VALUE);
    }

    /**
     * Counts a lookup.
     *
     * @param key hash of the key
     * @param arrivedMicros arrival time in microseconds
     * @param responseMicros response time in microseconds, or -1 if unknown
     */
    public void add(long key, boolean hit, long arrivedMicros, long responseMicros) {
        int slot = (int) key & SLOTS - 1;
        boolean known = keys[slot] == key && loaded[slot] != Long.MIN_VALUE;
        if (known && arrivedMicros >= loaded[slot]) {
            (hit ? hitAges : loadAges).add(arrivedMicros - loaded[slot]);
        }
        if (!hit) {
            keys[slot] = key;
            loaded[slot] = arrivedMicros + Math.max(0, responseMicros);
        }
    }

    /** Adds the ages of another instance. */
    public void add(EntryAges other) {
        hitAges.add(other.hitAges);
        loadAges.add(other.loadAges);
    }

    /** Returns the time to live of the objects in seconds; empty if the ages show none. */
    public Optional<Double> ttlSeconds() {
        if (hitAges.size() < MINIMUM || loadAges.size() < MINIMUM) {
            return Optional.empty();
        }
        double oldestHit = hitAges.percentile(ALMOST_ALL);
        double youngestLoad = loadAges.percentile(ALMOST_NONE);
        if (youngestLoad < MIN_RATIO * oldestHit || youngestLoad < MICROS_PER_SECOND / 10) {
            return Optional.empty();
        }
        double seconds = Math.max(youngestLoad, oldestHit) / MICROS_PER_SECOND;
        return Optional.of(seconds >= MINIMUM ? Math.rint(seconds) : Math.rint(10 * seconds) / 10);
    }
}
