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
 * Rows of a database and the memory of its nodes for them. All rows have the same size: the data divided by the number
 * of keys that calls use. Without keys, a row is a page.
 *
 * @param rows rows of all shards together, more than 0
 * @param fits rows that fit in the memory of each node
 * @param recent keys in the order of their last use before the run, each once, the most recent one last
 * @param existingKeys tests whether a key other than 0 existed at the start
 */
public record WorkingSet(long rows, long fits, List<Integer> recent, IntPredicate existingKeys) {
    /** Page size of PostgreSQL, in bytes. */
    private static final long PAGE = 8192;

    private static final int MOST_ROWS = 5_000_000;
    /** Number of warm-up reads per row. */
    private static final int ROUNDS = 4;

    /**
     * Returns the working set of a database after a warm-up in which all request classes have the same rate.
     *
     * @param memory memory of a node, in bytes
     * @param data data of the database, in bytes, more than 0
     * @param exists tests whether a key existed at the start
     * @throws ScenarioException if more rows fit in memory than can be tracked
     */
    public static WorkingSet of(ComponentContext context, long memory, long data, IntPredicate exists) {
        List<KeyPopularity> requested = context.workload().keySpace().existing();
        long keys = context.workload().keySpace().count();
        long rows = keys > 0 ? keys : Math.max(1, data / PAGE);
        long fits = (long) Math.min((double) Long.MAX_VALUE, (double) memory / data * rows);
        if (keys > 0 && Math.min(fits, rows) > MOST_ROWS) {
            throw new ScenarioException(
                    "components." + context.name() + ".memory",
                    "the memory of a node holds {} of {} rows, but at most {} can be simulated: use "
                            + "fewer keys in requests, so that each represents more rows",
                    Math.min(fits, rows),
                    rows,
                    MOST_ROWS);
        }
        return new WorkingSet(rows, fits, keys > 0 ? recent(context, requested, fits) : List.of(), exists);
    }

    /**
     * Returns the recent keys of each replica group, in order.
     *
     * @param groups number of groups
     * @param home maps a key to its group, from 0
     */
    public int[][] keysByGroup(int groups, IntUnaryOperator home) {
        int[] homes = recent.stream().mapToInt(home::applyAsInt).toArray();
        int[] many = new int[groups];
        for (int group : homes) {
            many[group]++;
        }
        int[][] keysByGroup = new int[groups][];
        Arrays.setAll(keysByGroup, group -> new int[many[group]]);
        for (int i = homes.length - 1; i >= 0; i--) {
            keysByGroup[homes[i]][--many[homes[i]]] = recent.get(i);
        }
        return keysByGroup;
    }

    private static List<Integer> recent(ComponentContext context, List<KeyPopularity> requested, long fits) {
        Set<Integer> popular = new LinkedHashSet<>();
        for (KeyPopularity keys : requested) {
            int[] most = keys.mostPopular((int) Math.min(MOST_ROWS, Math.max(1, fits)));
            for (int i = most.length - 1; i >= 0; i--) {
                popular.add(keys.key(most[i], context.workload().keyNames()));
            }
        }
        KeyedRandom random = context.stream("rows in memory");
        List<KeySampler> samplers = new ArrayList<>();
        requested.forEach(keys -> samplers.add(keys.sampler(context.workload().keyNames())));
        int[] reads = Arrays.copyOf(
                popular.stream().mapToInt(Integer::intValue).toArray(),
                popular.size() + (int) Math.min((long) ROUNDS * popular.size(), 2L * MOST_ROWS));
        for (int i = popular.size(); i < reads.length; i++) {
            int number = i - popular.size();
            reads[i] = samplers.get(number % samplers.size()).next(random.withIdentity(number), number);
        }
        return lastReads(reads);
    }

    /** Returns the keys read, each once, in the order of their last read. */
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
