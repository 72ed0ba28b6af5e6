package dev.brownout.hashing;

import dev.brownout.sentence.InvalidValueException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Maglev hashing (Eisenbud et al. 2016, "Maglev: A Fast and Reliable Software Network Load Balancer", section 3.4). The
 * nodes fill a table of slots in turns, each with the next free slot of its own permutation. The numbers of slots of
 * two nodes of equal weight therefore differ by at most 1. When a node leaves, the remaining nodes take over its slots,
 * and a few of their own slots change hands too.
 */
public final class MaglevTable implements RankedPlacement {
    /** Size of the table: the smaller of the paper's two sizes, and Envoy's. A prime, as the permutations require. */
    public static final int PLACES = 65_537;

    private static final int FREE = -1;

    private final int[] nodes = new int[PLACES];

    /** Creates a table for nodes of equal weight: at least one, at most {@link #PLACES}. */
    public MaglevTable(List<String> names) {
        this(names, Collections.nCopies(names.size(), 1));
    }

    /**
     * Creates a table for nodes: at least one, at most {@link #PLACES}. A node of the largest weight takes a slot in
     * each round, and a node of a smaller weight in a share of the rounds (Envoy 1.30, OriginalMaglevTable).
     *
     * @param weights weight of each node, at least 1
     */
    public MaglevTable(List<String> names, List<Integer> weights) {
        if (names.isEmpty() || names.size() > PLACES) {
            throw new InvalidValueException("a table needs one to {} nodes, not {}", PLACES, names.size());
        }
        int[] next = new int[names.size()];
        int[] skip = new int[names.size()];
        Md5 md5 = new Md5();
        for (int node = 0; node < next.length; node++) {
            ByteBuffer words = md5.of(names.get(node));
            next[node] = (int) Long.remainderUnsigned(words.getLong(), PLACES);
            skip[node] = 1 + (int) Long.remainderUnsigned(words.getLong(), PLACES - 1);
        }
        Arrays.fill(nodes, FREE);
        long most = weights.stream().mapToLong(Integer::longValue).max().orElseThrow();
        long[] due = new long[next.length];
        int filled = 0;
        for (long round = 1; filled < PLACES; round++) {
            for (int node = 0; node < next.length && filled < PLACES; node++) {
                if (round * weights.get(node) < due[node]) {
                    continue;
                }
                due[node] += most;
                while (nodes[next[node]] != FREE) {
                    next[node] = (next[node] + skip[node]) % PLACES;
                }
                nodes[next[node]] = node;
                filled++;
            }
        }
    }

    @Override
    public int nodeOf(long hash) {
        return nodes[place(hash)];
    }

    /** Returns the node of the key's slot, or of the next slot with an accepted node; at least one must be accepted. */
    @Override
    public int nodeOf(long hash, IntPredicate eligible) {
        int place = place(hash);
        while (!eligible.test(nodes[place])) {
            place = place + 1 == PLACES ? 0 : place + 1;
        }
        return nodes[place];
    }

    private static int place(long hash) {
        return (int) Long.remainderUnsigned(hash, PLACES);
    }
}
