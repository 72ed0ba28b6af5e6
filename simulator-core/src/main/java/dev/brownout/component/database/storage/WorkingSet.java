package dev.brownout.component.database.storage;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * The rows of a database and its memory for them. All rows are of one size: the data over the keys that calls ask the
 * database for; where they ask for none, a page.
 *
 * @param rows of all shards together, more than 0
 * @param fits of them, so many in the memory of each node
 * @param recent keys in the order in which they were asked for last before the run, each once, the last one at the end
 * @param there whether a key other than 0 was there at the start
 */
public record WorkingSet(long rows, long fits, List<Integer> recent, IntPredicate there) {
    /** PostgreSQL's page, in bytes. */
    private static final long PAGE = 8192;

    private static final int MOST_ROWS = 5_000_000;
    /** So many times as many reads as rows are played before the run. */
    private static final int ROUNDS = 4;

    /**
     * What a database has in memory after it has been asked for a while, each class of requests as often as any other.
     *
     * @param memory of a node, in bytes
     * @param data of the database, in bytes, more than 0
     * @param there whether a key was there at the start
     */
    public static WorkingSet of(ComponentContext context, long memory, long data, IntPredicate there) {
        List<KeyPopularity> asked = context.keySpace().existing();
        long keys = context.keySpace().count();
        long rows = keys > 0 ? keys : Math.max(1, data / PAGE);
        long fits = (long) Math.min((double) Long.MAX_VALUE, (double) memory / data * rows);
        if (keys > 0 && Math.min(fits, rows) > MOST_ROWS) {
            throw new ScenarioException(
                    "components." + context.name() + ".memory",
                    "the memory of a node has room for " + Math.min(fits, rows) + " of " + rows + " rows, and at most "
                            + MOST_ROWS
                            + " can be followed: let requests ask for fewer keys, each of which stands for more");
        }
        return new WorkingSet(rows, fits, keys > 0 ? recent(context, asked, fits) : List.of(), there);
    }

    /**
     * The recent keys of each group of nodes, in their order.
     *
     * @param groups how many there are
     * @param home the group of a key, from 0
     */
    public int[][] apart(int groups, IntUnaryOperator home) {
        int[] homes = recent.stream().mapToInt(home::applyAsInt).toArray();
        int[] many = new int[groups];
        for (int group : homes) {
            many[group]++;
        }
        int[][] apart = new int[groups][];
        Arrays.setAll(apart, group -> new int[many[group]]);
        for (int i = homes.length - 1; i >= 0; i--) {
            apart[homes[i]][--many[homes[i]]] = recent.get(i);
        }
        return apart;
    }

    private static List<Integer> recent(ComponentContext context, List<KeyPopularity> asked, long fits) {
        Set<Integer> popular = new LinkedHashSet<>();
        for (KeyPopularity keys : asked) {
            int[] most = keys.mostPopular((int) Math.min(MOST_ROWS, Math.max(1, fits)));
            for (int i = most.length - 1; i >= 0; i--) {
                popular.add(keys.key(most[i], context.keyNames()));
            }
        }
        KeyedRandom random = context.stream("rows in memory");
        List<KeySampler> samplers = new ArrayList<>();
        asked.forEach(keys -> samplers.add(keys.sampler(context.keyNames())));
        int[] reads = Arrays.copyOf(
                popular.stream().mapToInt(Integer::intValue).toArray(),
                popular.size() + (int) Math.min((long) ROUNDS * popular.size(), 2L * MOST_ROWS));
        for (int i = popular.size(); i < reads.length; i++) {
            int number = i - popular.size();
            reads[i] = samplers.get(number % samplers.size()).next(random.at(number), number);
        }
        return lastReads(reads);
    }

    /** The keys that were read, each once, in the order in which they were read last. */
    private static List<Integer> lastReads(int[] reads) {
        BoundedStore seen = new BoundedStore(Eviction.FIFO, BoundedStore.UNLIMITED, Long.MAX_VALUE);
        int[] last = new int[reads.length];
        int from = last.length;
        for (int i = reads.length - 1; i >= 0; i--) {
            if (seen.get(reads[i], 0) == BoundedStore.ABSENT) {
                seen.put(reads[i], 0, 1, BoundedStore.NEVER);
                last[--from] = reads[i];
            }
        }
        return Arrays.stream(last, from, last.length).boxed().toList();
    }
}
