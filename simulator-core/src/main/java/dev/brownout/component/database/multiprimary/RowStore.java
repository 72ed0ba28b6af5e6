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
    private long taken;
    private long overwritten;
    private long givenUp;

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
    RowWrite own(int key) {
        return own.get(key);
    }

    /** Applies a write of this node or of a peer, and returns the number of current writes of the row. */
    int take(RowWrite write, boolean ownWrite) {
        Row row = rows.computeIfAbsent(write.key, key -> empty.get());
        taken++;
        row.take(write, this);
        if (ownWrite) {
            own.put(write.key, write);
        }
        return row.standing().size();
    }

    @Override
    public void overwritten(RowWrite write) {
        overwritten++;
    }

    @Override
    public void givenUp(RowWrite write, RowWrite forOther) {
        givenUp++;
        encounters.givenUp(write, forOther);
    }

    /** Returns the number of writes of rows that this node has applied. */
    long taken() {
        return taken;
    }

    /**
     * Returns the number of applied writes with a known outcome: current, overwritten by a write that has seen them, or
     * discarded in a conflict.
     */
    long accountedFor() {
        long standing =
                rows.values().stream().mapToLong(row -> row.standing().size()).sum();
        return standing + overwritten + givenUp;
    }

    /** Returns the number of rows with a known write. */
    int size() {
        return rows.size();
    }

    /** Returns the number of rows that have different current writes on another node. */
    long differing(RowStore other) {
        return rows.keySet().stream()
                .filter(key -> !standing(key).equals(other.standing(key)))
                .count();
    }

    private Set<RowWrite> standing(int key) {
        Row row = rows.get(key);
        return row == null ? Collections.emptySet() : new LinkedHashSet<>(row.standing());
    }
}
