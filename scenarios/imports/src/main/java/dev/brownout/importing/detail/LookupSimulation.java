package dev.brownout.importing.detail;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * Simulation of Poisson lookups in one LRU cache that has the most popular keys at the start. Keys of the start are
 * stored only after their first lookup, so memory use does not grow with the capacity.
 */
final class LookupSimulation {
    /** Maximum number of simulated lookups. */
    static final int MAXIMUM = 150_000;

    private static final double NANOS = 1e9;
    private static final int SIZE = 1;

    private final KeySampler sampler;
    private final int lookups;
    private final double perSecond;

    /**
     * Creates a simulation.
     *
     * @param lookups number of lookups; at most {@link #MAXIMUM} are simulated
     * @param perSecond rate of the lookups
     */
    LookupSimulation(KeyPopularity keys, long lookups, double perSecond) {
        this.sampler = keys.sampler(new KeyNames(List.of()));
        this.lookups = (int) Math.min(MAXIMUM, lookups);
        this.perSecond = perSecond;
    }

    /**
     * Returns the share of hits.
     *
     * @param entries capacity
     * @param warm number of keys at the start, at most the capacity
     * @param ttlSeconds time to live after the load; infinite for none
     */
    double hitRatio(int entries, int warm, double ttlSeconds) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "keys"));
        KeyedRandom gaps = new KeyedRandom(KeyedRandom.key(1, 0, "gaps"));
        BoundedStore store = new BoundedStore(Eviction.LRU, entries, Long.MAX_VALUE);
        long life = Double.isInfinite(ttlSeconds) ? BoundedStore.NEVER : Math.round(ttlSeconds * NANOS);
        int untouched = warm;
        long stored = warm;
        long now = 0;
        int hits = 0;
        for (int i = 0; i < lookups; i++) {
            now += Math.round(gaps.exponential() / perSecond * NANOS);
            int key = sampler.next(random.withIdentity(i), i);
            boolean hit = store.get(key, now) != BoundedStore.ABSENT;
            if (!hit) {
                boolean fromStart = key <= untouched && now < life;
                hit = fromStart;
                stored += key <= untouched ? 0 : 1;
                while (stored > entries && untouched > 0) {
                    stored -= store.find(untouched) == BoundedStore.ABSENT ? 1 : 0;
                    untouched--;
                }
                long expiry = life == BoundedStore.NEVER ? life : fromStart ? life : now + life;
                store.put(key, 0, SIZE, expiry);
            }
            hits += hit ? 1 : 0;
        }
        return hits / (double) lookups;
    }
}
