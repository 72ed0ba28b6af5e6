package dev.brownout.component.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Blocks of the KV cache of a replica. A block holds the keys and values of a fixed number of tokens. A sequence owns
 * its blocks, except those of a prefix that it shares with other sequences. Released blocks wait in a queue and keep
 * their content until they are taken again, the first released one first. Of a prefix the last block is taken first.
 *
 * <p>Source: vLLM documentation, Automatic Prefix Caching; vllm/v1/core/block_pool.py and kv_cache_utils.py,
 * FreeKVCacheBlockQueue.
 */
final class KvBlocks {
    /** Blocks of a prefix that are computed, from its beginning. */
    static final class Prefix {
        private final long id;
        private int blocks;
        /** Blocks that sequences use, from the beginning: those of the sequence that uses most. */
        private int used;
        /** Numbers of sequences by the blocks that they use. */
        private final NavigableMap<Integer, Integer> users = new TreeMap<>();
        /** Numbers of the entries of the queue with the blocks that no sequence uses, the last blocks first. */
        private final Deque<Long> released = new ArrayDeque<>();

        private Prefix(long id) {
            this.id = id;
        }

        private void add(int usedBlocks) {
            users.merge(usedBlocks, 1, Integer::sum);
            used = users.lastKey();
        }

        private void remove(int usedBlocks) {
            users.computeIfPresent(usedBlocks, (blocks, count) -> count == 1 ? null : count - 1);
            used = users.isEmpty() ? 0 : users.lastKey();
        }

        /** Returns the number of computed blocks. */
        int blocks() {
            return blocks;
        }
    }

    /** Blocks that were released together. */
    private static final class ReleasedBlock {
        /** Prefix that the blocks contain; {@code null} for tokens that are not shared. */
        private final Prefix prefix;

        private long blocks;

        ReleasedBlock(Prefix prefix, long blocks) {
            this.prefix = prefix;
            this.blocks = blocks;
        }
    }

    private final int blockTokens;
    private final long capacity;
    private final Map<Long, Prefix> prefixes = new LinkedHashMap<>();
    /** Free blocks in the order of their release, by a growing number. */
    private final Map<Long, ReleasedBlock> free = new LinkedHashMap<>();

    private long releases;
    /**
     * Entry of the queue for released blocks without a shared content, if it is the last one; {@code null} otherwise.
     */
    private ReleasedBlock last;
    /** Blocks of sequences, and of prefixes with users. */
    private long used;

    private long peak;

    /**
     * Creates an empty cache.
     *
     * @param capacity number of blocks
     */
    KvBlocks(int blockTokens, long capacity) {
        this.blockTokens = blockTokens;
        this.capacity = capacity;
        clear();
    }

    /** Returns the number of blocks for a number of tokens. */
    int blocks(long tokens) {
        return (int) ((tokens + blockTokens - 1) / blockTokens);
    }

    /** Returns the number of tokens of a block. */
    int blockTokens() {
        return blockTokens;
    }

    /** Returns the number of blocks. */
    long capacity() {
        return capacity;
    }

    /** Returns the number of blocks that sequences use. */
    long usedBlocks() {
        return used;
    }

    /** Returns the greatest number of blocks that sequences have used at the same time. */
    long peak() {
        return peak;
    }

    /** Returns the blocks of all prefixes with users, counted from the prefixes, for an audit. */
    long sharedBlocks() {
        return prefixes.values().stream().mapToLong(prefix -> prefix.used).sum();
    }

    /** Returns the free blocks, counted from the queue, for an audit. */
    long freeBlocks() {
        return free.values().stream().mapToLong(released -> released.blocks).sum();
    }

    /** Returns a prefix of which blocks are computed; {@code null} if there is none. */
    Prefix find(long id) {
        return prefixes.get(id);
    }

    /**
     * Gives a new sequence its blocks, and those of a prefix.
     *
     * @param prefix prefix with computed blocks; {@code null} for none
     * @param own further blocks
     * @return false if there is not enough room; nothing changes then
     */
    boolean admit(Prefix prefix, int own) {
        int revived = prefix == null ? 0 : prefix.blocks - prefix.used;
        if (capacity - used < (long) own + revived) {
            return false;
        }
        if (prefix != null) {
            prefix.released.forEach(free::remove);
            prefix.released.clear();
            prefix.add(prefix.blocks);
            use(revived);
        }
        allocate(own);
        return true;
    }

    /** Gives a sequence further blocks. Returns false if there is not enough room; nothing changes then. */
    boolean grow(int own) {
        if (capacity - used < own) {
            return false;
        }
        allocate(own);
        return true;
    }

    private void use(long blocks) {
        used += blocks;
        peak = Math.max(peak, used);
    }

    /** Takes the blocks that were released first. */
    private void allocate(int own) {
        long missing = own;
        while (missing > 0) {
            Map.Entry<Long, ReleasedBlock> first = free.entrySet().iterator().next();
            ReleasedBlock entry = first.getValue();
            long used = Math.min(missing, entry.blocks);
            missing -= used;
            entry.blocks -= used;
            if (entry.prefix != null) {
                entry.prefix.blocks -= (int) used;
            }
            if (entry.blocks == 0) {
                remove(first.getKey(), entry);
            }
        }
        use(own);
    }

    private void remove(Long number, ReleasedBlock entry) {
        free.remove(number);
        last = entry == last ? null : last;
        if (entry.prefix != null) {
            entry.prefix.released.remove(number);
            if (entry.prefix.blocks == 0) {
                prefixes.remove(entry.prefix.id);
            }
        }
    }

    /**
     * Releases the blocks of a sequence.
     *
     * @param prefix prefix that the sequence uses; {@code null} for none
     * @param shared blocks of the prefix that it uses
     * @param own its other blocks
     */
    void release(Prefix prefix, int shared, int own) {
        used -= own;
        if (own > 0) {
            if (last == null) {
                last = new ReleasedBlock(null, 0);
                free.put(releases++, last);
            }
            last.blocks += own;
        }
        if (prefix == null) {
            return;
        }
        int before = prefix.used;
        prefix.remove(shared);
        if (prefix.used < before) {
            used -= before - prefix.used;
            last = null;
            prefix.released.add(releases);
            free.put(releases++, new ReleasedBlock(prefix, before - prefix.used));
        }
    }

    /**
     * Shares blocks that a sequence has computed, if no other sequence has computed them before.
     *
     * @param prefix the prefix that the sequence uses; {@code null} for none
     * @param shared blocks of the prefix that it uses
     * @param id identity of the prefix
     * @param blocks number of blocks of the prefix
     * @return the prefix that the sequence uses from now on, with all blocks; {@code null} if nothing changes
     */
    Prefix share(Prefix prefix, int shared, long id, int blocks) {
        if (prefixes.get(id) != prefix || prefix != null && prefix.blocks != shared) {
            return null;
        }
        Prefix known = prefix;
        if (known == null) {
            known = new Prefix(id);
            prefixes.put(id, known);
        } else {
            known.remove(shared);
        }
        known.blocks = blocks;
        known.add(blocks);
        return known;
    }

    /** Discards the content of blocks that no sequence uses. */
    void flush() {
        free.clear();
        for (Prefix prefix : prefixes.values()) {
            prefix.released.clear();
            prefix.blocks = prefix.used;
        }
        prefixes.values().removeIf(prefix -> prefix.blocks == 0);
        last = new ReleasedBlock(null, capacity - used);
        free.put(releases++, last);
    }

    /** Discards everything, as the process has died. */
    void clear() {
        prefixes.clear();
        used = 0;
        flush();
    }
}
