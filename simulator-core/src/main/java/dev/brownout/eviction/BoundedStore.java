package dev.brownout.eviction;

import dev.brownout.sentence.InvalidValueException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A key-value store bounded by entries or bytes, with an {@link Eviction} policy. An entry consists of a version, a
 * size and an expiry. An expired entry keeps its place until it is looked up, put again or evicted. Not thread-safe.
 *
 * <p>Open addressing with linear probing and deletion by shifting back (Knuth, TAOCP 3, 6.4 algorithm R); about 36
 * bytes per entry, no allocation per operation once the store is full.
 */
public final class BoundedStore {
    /** Slot returned for an absent entry. */
    public static final int ABSENT = -1;
    /** Expiry of an entry that lives until it is evicted. */
    public static final long NEVER = Long.MAX_VALUE;
    /** Bound on entries that has no effect. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int GOLDEN = 0x9E3779B9;
    private static final int SLOTS_FIRST = 64;
    private static final int SLOTS_MOST = 1 << 29;

    private final EvictionOrder order;
    private final int entriesMost;
    private final long bytesMost;
    private int[] table;
    private int shift;
    private int[] keys;
    private long[] versions;
    private int[] sizes;
    private long[] expiries = {};
    private int fresh;
    private int spare = ABSENT;
    private int entries;
    private long bytes;
    private long evictions;

    /**
     * Creates an empty store.
     *
     * @param eviction the eviction policy
     * @param entriesMost at least 1; {@link #UNLIMITED} for no bound
     * @param bytesMost at least 1; {@code Long.MAX_VALUE} for no bound
     * @throws IllegalArgumentException if a bound is below 1
     */
    public BoundedStore(Eviction eviction, int entriesMost, long bytesMost) {
        this(eviction.order(entriesMost, bytesMost), entriesMost, bytesMost);
    }

    /**
     * Creates an empty store with optimal eviction, {@link Eviction#OPT}.
     *
     * @param foresight the future accesses
     * @param entriesMost at least 1; {@link #UNLIMITED} for no bound
     * @param bytesMost at least 1; {@code Long.MAX_VALUE} for no bound
     * @throws IllegalArgumentException if a bound is below 1
     */
    public BoundedStore(FutureAccesses foresight, int entriesMost, long bytesMost) {
        this(new OptimalEviction(foresight), entriesMost, bytesMost);
    }

    private BoundedStore(EvictionOrder order, int entriesMost, long bytesMost) {
        if (entriesMost < 1 || bytesMost < 1) {
            throw new InvalidValueException("the capacity must be at least one entry and one byte");
        }
        this.order = order;
        this.entriesMost = entriesMost;
        this.bytesMost = bytesMost;
        int slots = Math.min(entriesMost, SLOTS_FIRST);
        keys = new int[slots];
        versions = new long[slots];
        sizes = new int[slots];
        order.grow(slots);
        layTable(slots);
    }

    /**
     * Looks up a key and counts as use of its entry. Returns the slot, or {@link #ABSENT}. Removes an expired entry.
     */
    public int get(int key, long now) {
        int slot = find(key);
        if (slot == ABSENT) {
            return ABSENT;
        }
        if (expiresAt(slot) <= now) {
            drop(slot);
            return ABSENT;
        }
        order.onUse(slot);
        return slot;
    }

    /** Returns the slot of a key's entry, expired or not, or {@link #ABSENT}; does not count as use. */
    public int find(int key) {
        for (int i = home(key); ; i = i + 1 & table.length - 1) {
            int slot = table[i] - 1;
            if (slot == ABSENT || keys[slot] == key) {
                return slot;
            }
        }
    }

    /**
     * Puts an entry and evicts others as needed. Putting a key again counts as use; an entry that has grown may itself
     * be evicted. An entry too large for the whole store is not kept, nor is the entry it would have replaced. A policy
     * with admission control may reject the new entry.
     *
     * @param expiresAt the first instant at which the entry is expired; {@link #NEVER}
     */
    public void put(int key, long version, int sizeBytes, long expiresAt) {
        if (sizeBytes > bytesMost) {
            remove(key);
            return;
        }
        int slot = find(key);
        if (slot != ABSENT) {
            bytes += sizeBytes - sizes[slot];
            fill(slot, version, sizeBytes, expiresAt);
            order.onUse(slot);
            while (bytes > bytesMost) {
                evict(key);
            }
            return;
        }
        if ((entries == entriesMost || bytes + sizeBytes > bytesMost) && !order.admits(key)) {
            return;
        }
        while (entries == entriesMost || bytes + sizeBytes > bytesMost) {
            evict(key);
        }
        slot = takeSlot();
        keys[slot] = key;
        fill(slot, version, sizeBytes, expiresAt);
        int i = home(key);
        while (table[i] != 0) {
            i = i + 1 & table.length - 1;
        }
        table[i] = slot + 1;
        entries++;
        bytes += sizeBytes;
        order.onAdd(slot, key);
    }

    /** Changes the expiry of an entry. */
    public void renew(int slot, long expiresAt) {
        if (expiresAt != NEVER && expiries.length == 0) {
            expiries = new long[keys.length];
            Arrays.fill(expiries, NEVER);
        }
        if (expiries.length > 0) {
            expiries[slot] = expiresAt;
        }
    }

    /** Removes a key's entry; returns false if there is none. */
    public boolean remove(int key) {
        int slot = find(key);
        if (slot == ABSENT) {
            return false;
        }
        drop(slot);
        return true;
    }

    /** Removes every entry; not counted as evictions. */
    public void clear() {
        Arrays.fill(table, 0);
        order.clear();
        fresh = 0;
        spare = ABSENT;
        entries = 0;
        bytes = 0;
    }

    /** Passes the key of each entry, expired ones included, in no particular order. */
    public void forEachKey(IntConsumer taker) {
        for (int cell : table) {
            if (cell != 0) {
                taker.accept(keys[cell - 1]);
            }
        }
    }

    /** Returns the version of an entry. */
    public long version(int slot) {
        return versions[slot];
    }

    /** Returns the size of an entry, in bytes. */
    public int sizeBytes(int slot) {
        return sizes[slot];
    }

    /** Returns the first instant at which an entry is expired. */
    public long expiresAt(int slot) {
        return expiries.length == 0 ? NEVER : expiries[slot];
    }

    /** Returns the number of entries, including expired ones that have not been removed. */
    public int entries() {
        return entries;
    }

    /** Returns the sum of the sizes, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Returns the number of evictions since the store was created. */
    public long evictions() {
        return evictions;
    }

    /** Returns the number of unexpired entries; takes time proportional to the size of the table. */
    public int live(long now) {
        int live = 0;
        for (int cell : table) {
            if (cell != 0 && expiresAt(cell - 1) > now) {
                live++;
            }
        }
        return live;
    }

    private int home(int key) {
        return key * GOLDEN >>> shift;
    }

    private void fill(int slot, long version, int sizeBytes, long expiresAt) {
        versions[slot] = version;
        sizes[slot] = sizeBytes;
        order.sized(slot, sizeBytes);
        renew(slot, expiresAt);
    }

    private void evict(int incoming) {
        drop(order.victim(incoming));
        evictions++;
    }

    private int takeSlot() {
        if (spare != ABSENT) {
            int slot = spare;
            spare = sizes[slot];
            return slot;
        }
        if (fresh == keys.length) {
            grow();
        }
        return fresh++;
    }

    private void drop(int slot) {
        order.onRemove(slot);
        bytes -= sizes[slot];
        entries--;
        unhash(keys[slot]);
        sizes[slot] = spare;
        spare = slot;
    }

    private void unhash(int key) {
        int mask = table.length - 1;
        int hole = home(key);
        while (keys[table[hole] - 1] != key) {
            hole = hole + 1 & mask;
        }
        int i = hole;
        while (true) {
            i = i + 1 & mask;
            if (table[i] == 0) {
                break;
            }
            int home = home(keys[table[i] - 1]);
            if ((i - home & mask) >= (i - hole & mask)) {
                table[hole] = table[i];
                hole = i;
            }
        }
        table[hole] = 0;
    }

    private void grow() {
        int slots = (int) Math.min(entriesMost, 2L * keys.length);
        if (slots > SLOTS_MOST) {
            throw new IllegalStateException("a store holds at most " + SLOTS_MOST + " entries");
        }
        keys = Arrays.copyOf(keys, slots);
        versions = Arrays.copyOf(versions, slots);
        sizes = Arrays.copyOf(sizes, slots);
        if (expiries.length > 0) {
            expiries = Arrays.copyOf(expiries, slots);
        }
        order.grow(slots);
        layTable(slots);
    }

    private void layTable(int slots) {
        int[] old = table;
        int bits = 32 - Integer.numberOfLeadingZeros(2 * slots - 1);
        table = new int[1 << bits];
        shift = 32 - bits;
        if (old == null) {
            return;
        }
        for (int cell : old) {
            if (cell != 0) {
                int i = home(keys[cell - 1]);
                while (table[i] != 0) {
                    i = i + 1 & table.length - 1;
                }
                table[i] = cell;
            }
        }
    }
}
