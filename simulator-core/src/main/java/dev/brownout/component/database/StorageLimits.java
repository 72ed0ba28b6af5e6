package dev.brownout.component.database;

import dev.brownout.component.database.storage.BufferPool;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.component.database.storage.PrimaryKeyMetrics;
import dev.brownout.component.database.storage.StorageMetrics;
import dev.brownout.component.database.storage.StorageSpec;
import dev.brownout.component.database.storage.WorkingSet;
import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.random.KeySpace;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.DataSize;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Storage and buffer-pool limits of the replica groups of a database. Unlimited unless the scenario sets a limit. */
final class StorageLimits {
    private final ComponentContext context;
    private final StorageSpec spec;
    /** Storage capacity of a node, in bytes. */
    private final long freeCapacity;
    /** Rows in memory at the start; {@code null} if all data is in memory. */
    private final WorkingSet memory;
    /** Recently used keys by group, for the groups that exist at the start. */
    private final int[][] recent;

    private final StorageMetrics measures;
    private final NodeContents.FirstFull firstFull;
    private final IntPredicate initialKeys;
    private final List<NodeContents> all = new ArrayList<>();
    private long atTheStart;
    private long capacity;

    /**
     * Creates limits without groups.
     *
     * @param groups number of groups at the start
     * @param home group of a key, from 0
     */
    StorageLimits(
            Optional<StorageSpec> storage,
            Optional<DataSize> memory,
            ComponentContext context,
            int groups,
            IntUnaryOperator home) {
        this.context = context;
        spec = storage.filter(s -> s.room().isPresent()).orElse(null);
        freeCapacity = storage.flatMap(StorageSpec::room).map(DataSize::bytes).orElse(0L);
        measures = spec == null ? null : context.metrics().instruments(StorageMetrics.class);
        firstFull = spec == null ? null : new NodeContents.FirstFull(measures);
        initialKeys = initialKeys(context);
        storage.filter(s -> s.primaryKey().isPresent()).ifPresent(s -> {
            double added = s.initialBytes() - s.data().bytes();
            context.metrics().instruments(PrimaryKeyMetrics.class).indexBytes().is(span -> added);
        });
        this.memory = memory.map(m ->
                        WorkingSet.of(context, m.bytes(), storage.orElseThrow().initialBytes(), initialKeys))
                .orElse(null);
        recent = this.memory == null ? null : this.memory.keysByGroup(groups, home);
    }

    /**
     * Returns the factory of the buffer pools of one group, one for each node; {@code null} if all data is in memory.
     *
     * @param share of the data that the group holds at the start, 0 to 1
     * @param group its number, from 0; a group that does not exist at the start has nothing in memory
     */
    Function<Host, BufferPool> memory(double share, int group) {
        if (memory == null) {
            return null;
        }
        int[] warm = group < recent.length ? recent[group] : new int[0];
        return host -> new BufferPool(context, host, memory, share, warm);
    }

    /**
     * Returns the predicate of the keys that exist at the start: named keys and the keys of all calls. Keys numbered
     * after those of the calls are created during the run.
     */
    private static IntPredicate initialKeys(ComponentContext context) {
        KeySpace keySpace = context.workload().keySpace();
        int lastNumber = Integer.MAX_VALUE - context.workload().keyNames().size();
        return key -> key > lastNumber || keySpace.contains(key);
    }

    /**
     * Adds a group and returns its storage contents; {@code null} if it has no limit.
     *
     * @param name of the group in messages
     * @param share of the data that it holds at the start, 0 to 1
     * @throws ScenarioException if the data at the start exceeds the capacity of a node
     */
    NodeContents of(String name, double share) {
        if (spec == null) {
            return null;
        }
        long held = Math.round(share * spec.initialBytes());
        if (held > freeCapacity) {
            throw new ScenarioException(
                    "components." + context.name() + ".storage",
                    spec.primaryKey().isPresent()
                            ? Sentence.of(
                                    "the initial data of {} with keys and indexes exceeds the storage of a "
                                            + "node: {} of {} bytes",
                                    name,
                                    held,
                                    freeCapacity)
                            : Sentence.of(
                                    "the initial data of {} exceeds the storage of a node: {} of {} bytes",
                                    name,
                                    held,
                                    freeCapacity));
        }
        capacity += freeCapacity;
        measures.stored().capacity(capacity);
        return createContents(name, held);
    }

    /** Returns the storage contents of an empty group that joins later; {@code null} if it has no limit. */
    NodeContents contentsOfNewGroup(String name) {
        return spec == null ? null : createContents(name, 0);
    }

    /** Adds the capacity of a group that joins now. */
    void join() {
        if (spec != null) {
            capacity += freeCapacity;
            measures.stored().capacity(context.simulation().now(), capacity);
        }
    }

    private NodeContents createContents(String name, long held) {
        atTheStart += held;
        NodeContents contents = new NodeContents(context, measures, firstFull, name, spec, held, initialKeys);
        all.add(contents);
        return contents;
    }

    /**
     * Registers an audit of the stored bytes. The sum over all groups must equal the bytes at the start plus those
     * added, minus those cut off.
     */
    void audit() {
        if (spec != null) {
            CellRange run = context.grid().span(0, context.grid().end());
            AuditRegistry audit = context.audit();
            audit.identity(
                    ": bytes stored = initial + added - truncated",
                    () -> all.stream().mapToLong(NodeContents::bytes).sum(),
                    () -> atTheStart
                            + measures.addedBytes().total(run)
                            - all.stream().mapToLong(NodeContents::cut).sum());
        }
    }
}
