package dev.brownout.component.database;

import dev.brownout.component.database.storage.BufferPool;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.component.database.storage.StorageMetrics;
import dev.brownout.component.database.storage.StorageSpec;
import dev.brownout.component.database.storage.WorkingSet;
import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.random.KeySpace;
import dev.brownout.spec.DataSize;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** The rooms of the groups of a database, and their memory; none has a limit where the scenario sets none. */
final class StorageLimits {
    private final ComponentContext context;
    private final StorageSpec spec;
    /** Of a node, in bytes. */
    private final long room;
    /** What is in memory at the start; {@code null} where all is. */
    private final WorkingSet memory;
    /** The keys of it that each group has, as far as there are groups at the start. */
    private final int[][] recent;

    private final StorageMetrics measures;
    private final NodeContents.FirstFull firstFull;
    private final IntPredicate there;
    private final List<NodeContents> all = new ArrayList<>();
    private long atTheStart;
    private long capacity;

    /**
     * Of groups of which nothing is known yet.
     *
     * @param groups how many there are at the start
     * @param home the group of a key, from 0
     */
    StorageLimits(
            Optional<StorageSpec> storage,
            Optional<DataSize> memory,
            ComponentContext context,
            int groups,
            IntUnaryOperator home) {
        this.context = context;
        spec = storage.filter(s -> s.room().isPresent()).orElse(null);
        room = storage.flatMap(StorageSpec::room).map(DataSize::bytes).orElse(0L);
        measures = spec == null ? null : context.measures(StorageMetrics.class);
        firstFull = spec == null ? null : new NodeContents.FirstFull(measures);
        there = thereAtTheStart(context);
        this.memory = memory.map(m -> WorkingSet.of(
                        context, m.bytes(), storage.orElseThrow().data().bytes(), there))
                .orElse(null);
        recent = this.memory == null ? null : this.memory.apart(groups, home);
    }

    /**
     * The memory of the nodes of one more group, each of its own; {@code null} where all is in memory.
     *
     * @param share of the data that the group holds at the start, 0 to 1
     * @param group its number, from 0; one that is not there at the start has nothing in memory
     */
    Function<Host, BufferPool> memory(double share, int group) {
        if (memory == null) {
            return null;
        }
        int[] warm = group < recent.length ? recent[group] : new int[0];
        return host -> new BufferPool(context, host, memory, share, warm);
    }

    /** The keys with names and those of all calls; keys numbered behind the latter are made in the run. */
    private static IntPredicate thereAtTheStart(ComponentContext context) {
        KeySpace asked = context.keySpace();
        int lastNumber = Integer.MAX_VALUE - context.keyNames().size();
        return key -> key > lastNumber || asked.holds(key);
    }

    /**
     * The room of one more group; {@code null} where it has no limit.
     *
     * @param name of the group, as people read it
     * @param share of the data that it holds at the start, 0 to 1
     */
    NodeContents of(String name, double share) {
        if (spec == null) {
            return null;
        }
        long held = StrictMath.round(share * spec.data().bytes());
        if (held > room) {
            throw new ScenarioException(
                    "components." + context.name() + ".storage",
                    "what " + name + " holds at the start is more than the room of a node: " + held + " of " + room
                            + " bytes");
        }
        capacity += room;
        measures.stored().capacity(capacity);
        return make(name, held);
    }

    /** The room of one more group that is not there yet, and in which there is nothing. */
    NodeContents later(String name) {
        return spec == null ? null : make(name, 0);
    }

    /** Such a group is there from now on. */
    void join() {
        if (spec != null) {
            capacity += room;
            measures.stored().capacity(context.simulation().now(), capacity);
        }
    }

    private NodeContents make(String name, long held) {
        atTheStart += held;
        NodeContents contents = new NodeContents(context, measures, firstFull, name, room, held, there);
        all.add(contents);
        return contents;
    }

    /**
     * Lets the audit compare what the groups hold, each by its own account, with what they held at the start and what
     * all of them told of new keys.
     */
    void audit() {
        if (spec != null) {
            CellRange run = context.grid().span(0, context.grid().end());
            context.identity(
                    ": bytes held = at the start + added - cut off",
                    () -> all.stream().mapToLong(NodeContents::bytes).sum(),
                    () -> atTheStart
                            + measures.added_bytes().total(run)
                            - all.stream().mapToLong(NodeContents::cut).sum());
        }
    }
}
