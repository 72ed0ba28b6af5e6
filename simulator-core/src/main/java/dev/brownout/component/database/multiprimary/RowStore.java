package dev.brownout.component.database.multiprimary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Rows of one node, with the outcome counts of the writes that it has applied. */
final class RowStore implements Row.Fates {
    private final WriteConflictCounter encounters;
    private final Supplier<Row> empty;
    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private final Map<Integer, RowWrite> own = new LinkedHashMap<>();
    private long applied;
    private long overwritten;
    private long discarded;

    /**
     * Creates a store without writes.
     *
     * @param empty creates a row without writes
     */
    RowStore(WriteConflictCounter encounters, Supplier<Row> empty) {
        this.encounters = encounters;
        this.empty = empty;
    }

    /** Returns the row of a key; {@code null} if no write of it is known on this node. */
    Row find(int key) {
        return rows.get(key);
    }

    /** Returns the last write of a row that this node has committed; {@code null} for none. */
    RowWrite lastOwnWrite(int key) {
        return own.get(key);
    }

    /** Applies a write of this node or of a peer, and returns the number of current writes of the row. */
    int apply(RowWrite write, boolean ownWrite) {
        Row row = rows.computeIfAbsent(write.key, key -> empty.get());
        applied++;
        row.apply(write, this);
        if (ownWrite) {
            own.put(write.key, write);
        }
        return row.currentWrites().size();
    }

    @Override
    public void overwritten(RowWrite write) {
        overwritten++;
    }

    @Override
    public void givenUp(RowWrite write, RowWrite forOther) {
        discarded++;
        encounters.givenUp(write, forOther);
    }

    /** Returns the number of writes of rows that this node has applied. */
    long appliedWrites() {
        return applied;
    }

    /**
     * Returns the number of applied writes with a known outcome: current, overwritten by a write that has seen them, or
     * discarded in a conflict.
     */
    long accountedFor() {
        long current = rows.values().stream()
                .mapToLong(row -> row.currentWrites().size())
                .sum();
        return current + overwritten + discarded;
    }

    /** Returns the number of rows with a known write. */
    int size() {
        return rows.size();
    }

    /** Returns the number of rows that have different current writes on another node. */
    long differing(RowStore other) {
        return rows.keySet().stream()
                .filter(key -> !currentWrites(key).equals(other.currentWrites(key)))
                .count();
    }

    private Set<RowWrite> currentWrites(int key) {
        Row row = rows.get(key);
        return row == null ? Collections.emptySet() : new LinkedHashSet<>(row.currentWrites());
    }
}
