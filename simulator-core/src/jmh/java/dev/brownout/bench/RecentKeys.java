package dev.brownout.bench;

/** Fixed number of most recently used keys: an open hash table over a list linked by recency. */
final class RecentKeys {
    private final int capacity;
    private final int mask;
    private final int[] table;
    private final int[] key;
    private final int[] older;
    private final int[] newer;
    private int count;

    RecentKeys(int capacity) {
        this.capacity = capacity;
        int size = Integer.highestOneBit(2 * capacity - 1) * 2;
        this.mask = size - 1;
        this.table = new int[size];
        this.key = new int[capacity + 1];
        this.older = new int[capacity + 1];
        this.newer = new int[capacity + 1];
    }

    /** Returns whether the key is present. If so, it becomes the most recently used key. */
    boolean hit(int target) {
        int entry = find(target);
        if (entry == 0) {
            return false;
        }
        if (older[0] != entry) {
            older[newer[entry]] = older[entry];
            newer[older[entry]] = newer[entry];
            toFront(entry);
        }
        return true;
    }

    /** Inserts a key, and evicts the least recently used key if the capacity is reached. */
    void put(int added) {
        if (hit(added)) {
            return;
        }
        int entry;
        if (count < capacity) {
            entry = ++count;
        } else {
            entry = newer[0];
            int before = newer[entry];
            older[before] = 0;
            newer[0] = before;
            remove(key[entry]);
        }
        key[entry] = added;
        int place = home(added);
        while (table[place] != 0) {
            place = place + 1 & mask;
        }
        table[place] = entry;
        toFront(entry);
    }

    private void toFront(int entry) {
        int second = older[0];
        older[0] = entry;
        newer[entry] = 0;
        older[entry] = second;
        newer[second] = entry;
    }

    private int find(int target) {
        int place = home(target);
        while (table[place] != 0 && key[table[place]] != target) {
            place = place + 1 & mask;
        }
        return table[place];
    }

    private void remove(int removed) {
        int hole = home(removed);
        while (key[table[hole]] != removed) {
            hole = hole + 1 & mask;
        }
        int place = hole;
        while (true) {
            table[hole] = 0;
            int distance;
            do {
                place = place + 1 & mask;
                if (table[place] == 0) {
                    return;
                }
                distance = place - home(key[table[place]]) & mask;
            } while (distance < (place - hole & mask));
            table[hole] = table[place];
            hole = place;
        }
    }

    private int home(int target) {
        return target * 0x9E3779B9 >>> 11 & mask;
    }
}
