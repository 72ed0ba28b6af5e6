package dev.brownout.eviction;

import java.util.Arrays;

/**
 * S4LRU, least recently used in four segments (Huang et al., SOSP 2013, table 4). A new entry enters the lowest
 * segment, and each use moves an entry to the end of the next higher segment. A segment above the lowest that exceeds a
 * quarter of the capacity, in entries or in bytes, moves its least recently used entry to the end of the segment below.
 * The store evicts the least recently used entry of the lowest segment.
 *
 * <p>The lowest segment also uses the capacity that the higher ones do not: a store evicts only when it is full. With
 * fewer than four entries all are in the lowest segment, which is then least recently used.
 */
final class SegmentedLruEviction implements EvictionOrder {
    /** Number of segments. */
    static final int SEGMENTS = 4;

    private static final int TOP = SEGMENTS - 1;
    private static final byte ABSENT = -1;

    private final int entriesMost;
    private final long bytesMost;
    private final IntLinkedList[] chains = new IntLinkedList[SEGMENTS];
    private final int[] entries = new int[SEGMENTS];
    private final long[] bytes = new long[SEGMENTS];
    private byte[] segmentOf = new byte[0];
    private int[] sizes = new int[0];

    /** Creates an empty order for a store with these limits. */
    SegmentedLruEviction(int entriesMost, long bytesMost) {
        this.entriesMost = entriesMost / SEGMENTS;
        this.bytesMost = bytesMost / SEGMENTS;
        Arrays.setAll(chains, i -> new IntLinkedList());
    }

    @Override
    public void grow(int slots) {
        int before = sizes.length;
        for (IntLinkedList chain : chains) {
            chain.grow(slots);
        }
        segmentOf = Arrays.copyOf(segmentOf, slots);
        Arrays.fill(segmentOf, before, slots, ABSENT);
        sizes = Arrays.copyOf(sizes, slots);
    }

    @Override
    public void sized(int slot, int sizeBytes) {
        int segment = segmentOf[slot];
        if (segment != ABSENT) {
            bytes[segment] += sizeBytes - sizes[slot];
        }
        sizes[slot] = sizeBytes;
    }

    @Override
    public void onAdd(int slot, int key) {
        join(slot, 0);
    }

    @Override
    public void onUse(int slot) {
        int to = Math.min(TOP, segmentOf[slot] + 1);
        onRemove(slot);
        join(slot, to);
        for (int segment = TOP; segment > 0; segment--) {
            while (entries[segment] > entriesMost || bytes[segment] > bytesMost) {
                int demoted = chains[segment].first();
                onRemove(demoted);
                join(demoted, segment - 1);
            }
        }
    }

    private void join(int slot, int segment) {
        chains[segment].append(slot);
        segmentOf[slot] = (byte) segment;
        entries[segment]++;
        bytes[segment] += sizes[slot];
    }

    @Override
    public void onRemove(int slot) {
        int segment = segmentOf[slot];
        chains[segment].unlink(slot);
        segmentOf[slot] = ABSENT;
        entries[segment]--;
        bytes[segment] -= sizes[slot];
    }

    @Override
    public int victim(int incoming) {
        int segment = 0;
        while (entries[segment] == 0) {
            segment++;
        }
        return chains[segment].first();
    }

    @Override
    public void clear() {
        for (IntLinkedList chain : chains) {
            chain.clear();
        }
        Arrays.fill(segmentOf, ABSENT);
        Arrays.fill(entries, 0);
        Arrays.fill(bytes, 0);
    }
}
