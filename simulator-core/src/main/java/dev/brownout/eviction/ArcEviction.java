package dev.brownout.eviction;

import java.util.Arrays;

/**
 * Adaptive replacement cache (Megiddo and Modha, FAST 2003, figure 4): a list of entries used once recently and one of
 * those used more often, each with a ghost list of its evicted keys. A new access to a ghost key shows which of the two
 * was too short, and moves the target between them.
 */
final class ArcEviction implements EvictionOrder {
    private final IntLinkedList recent = new IntLinkedList();
    private final IntLinkedList frequent = new IntLinkedList();
    private final GhostQueue lostRecent = new GhostQueue();
    private final GhostQueue lostFrequent = new GhostQueue();
    private boolean[] isFrequent = new boolean[0];
    private int[] keys = new int[0];
    private int recents;
    private int frequents;
    private double target;

    @Override
    public void grow(int slots) {
        recent.grow(slots);
        frequent.grow(slots);
        isFrequent = Arrays.copyOf(isFrequent, slots);
        keys = Arrays.copyOf(keys, slots);
    }

    @Override
    public void onAdd(int slot, int key) {
        keys[slot] = key;
        join(slot, lostRecent.remove(key) || lostFrequent.remove(key));
    }

    @Override
    public void onUse(int slot) {
        onRemove(slot);
        join(slot, true);
    }

    @Override
    public void onRemove(int slot) {
        if (isFrequent[slot]) {
            frequent.unlink(slot);
            frequents--;
        } else {
            recent.unlink(slot);
            recents--;
        }
    }

    private void join(int slot, boolean isRepeated) {
        isFrequent[slot] = isRepeated;
        if (isRepeated) {
            frequent.append(slot);
            frequents++;
        } else {
            recent.append(slot);
            recents++;
        }
    }

    @Override
    public int victim(int incoming) {
        int capacity = recents + frequents;
        if (lostRecent.contains(incoming)) {
            double step = Math.max(1, (double) lostFrequent.size() / lostRecent.size());
            target = Math.min(target + step, capacity);
            return victim(false);
        }
        if (lostFrequent.contains(incoming)) {
            double step = Math.max(1, (double) lostRecent.size() / lostFrequent.size());
            target = Math.max(target - step, 0);
            return victim(true);
        }
        if (recents + lostRecent.size() >= capacity) {
            if (lostRecent.size() == 0) {
                return recent.first();
            }
            lostRecent.removeOldest();
        } else if (capacity + lostRecent.size() + lostFrequent.size() >= 2 * capacity) {
            lostFrequent.removeOldest();
        }
        return victim(false);
    }

    /** Returns the oldest entry of the list that exceeds its target, and remembers its key. */
    private int victim(boolean wasFrequent) {
        if (recents > 0 && (recents > target || wasFrequent && recents == target) || frequents == 0) {
            lostRecent.add(keys[recent.first()]);
            return recent.first();
        }
        lostFrequent.add(keys[frequent.first()]);
        return frequent.first();
    }

    @Override
    public void clear() {
        recent.clear();
        frequent.clear();
        lostRecent.clear();
        lostFrequent.clear();
        recents = 0;
        frequents = 0;
        target = 0;
    }
}
