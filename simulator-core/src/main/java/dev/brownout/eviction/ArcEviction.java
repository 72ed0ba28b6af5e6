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
    private boolean[] often = new boolean[0];
    private int[] keys = new int[0];
    private int recents;
    private int frequents;
    private double target;

    @Override
    public void grow(int slots) {
        recent.grow(slots);
        frequent.grow(slots);
        often = Arrays.copyOf(often, slots);
        keys = Arrays.copyOf(keys, slots);
    }

    @Override
    public void added(int slot, int key) {
        keys[slot] = key;
        join(slot, lostRecent.remove(key) || lostFrequent.remove(key));
    }

    @Override
    public void used(int slot) {
        removed(slot);
        join(slot, true);
    }

    @Override
    public void removed(int slot) {
        if (often[slot]) {
            frequent.unlink(slot);
            frequents--;
        } else {
            recent.unlink(slot);
            recents--;
        }
    }

    private void join(int slot, boolean again) {
        often[slot] = again;
        if (again) {
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
        if (lostRecent.holds(incoming)) {
            double step = Math.max(1, (double) lostFrequent.size() / lostRecent.size());
            target = Math.min(target + step, capacity);
            return replaced(false);
        }
        if (lostFrequent.holds(incoming)) {
            double step = Math.max(1, (double) lostRecent.size() / lostFrequent.size());
            target = Math.max(target - step, 0);
            return replaced(true);
        }
        if (recents + lostRecent.size() >= capacity) {
            if (lostRecent.size() == 0) {
                return recent.first();
            }
            lostRecent.removeOldest();
        } else if (capacity + lostRecent.size() + lostFrequent.size() >= 2 * capacity) {
            lostFrequent.removeOldest();
        }
        return replaced(false);
    }

    /** Returns the oldest entry of the list that exceeds its target, and remembers its key. */
    private int replaced(boolean wasFrequent) {
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
