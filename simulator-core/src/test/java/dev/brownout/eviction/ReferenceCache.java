package dev.brownout.eviction;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reference cache with the same eviction rules, as simple linear searches over its entries. */
final class ReferenceCache {
    static final class Entry {
        private long version;
        private long expiresAt;
        private long uses = 1;
        private long reachedAt;
    }

    final Map<Integer, Entry> held = new LinkedHashMap<>();
    private final Eviction eviction;
    private final int places;
    private long clock;

    ReferenceCache(Eviction eviction, int places) {
        this.eviction = eviction;
        this.places = places;
    }

    long get(int key, long now) {
        Entry entry = held.get(key);
        if (entry == null || entry.expiresAt <= now) {
            held.remove(key);
            return -1;
        }
        use(entry);
        return entry.version;
    }

    void put(int key, long version, long expiresAt) {
        Entry entry = held.get(key);
        if (entry == null) {
            if (held.size() == places) {
                held.remove(victim());
            }
            entry = new Entry();
            entry.reachedAt = clock++;
            held.put(key, entry);
        } else {
            use(entry);
        }
        entry.version = version;
        entry.expiresAt = expiresAt;
    }

    boolean remove(int key) {
        return held.remove(key) != null;
    }

    private void use(Entry entry) {
        if (eviction != Eviction.FIFO) {
            entry.uses++;
            entry.reachedAt = clock++;
        }
    }

    private int victim() {
        int victim = 0;
        Entry least = null;
        for (Map.Entry<Integer, Entry> each : held.entrySet()) {
            Entry entry = each.getValue();
            if (least == null
                    || eviction == Eviction.LFU && entry.uses < least.uses
                    || (eviction != Eviction.LFU || entry.uses == least.uses) && entry.reachedAt < least.reachedAt) {
                victim = each.getKey();
                least = entry;
            }
        }
        return victim;
    }
}
