package dev.brownout.component.database.multiprimary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a node has of all rows, and what has become there of the writes that it took. */
final class RowStore implements Row.Fates {
    private final WriteConflictCounter encounters;
    private final Supplier<Row> empty;
    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private final Map<Integer, RowWrite> own = new LinkedHashMap<>();
    private long taken;
    private long overwritten;
    private long givenUp;

    /**
     * All are as they were before the run.
     *
     * @param empty makes a row of which nothing was written
     */
    RowStore(WriteConflictCounter encounters, Supplier<Row> empty) {
        this.encounters = encounters;
        this.empty = empty;
    }

    /** The row of a key; {@code null} where nothing of it has been written that is known here. */
    Row find(int key) {
        return rows.get(key);
    }

    /** The last write of a row that the node itself has committed; {@code null} for none. */
    RowWrite own(int key) {
        return own.get(key);
    }

    /** Takes a write of a row, its node's own or another's, and returns how many writes stand in it then. */
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

    /** Writes of rows that it has taken. */
    long taken() {
        return taken;
    }

    /** Those of them that stand, that others have overwritten who had seen them, and that were given up for others. */
    long accountedFor() {
        long standing =
                rows.values().stream().mapToLong(row -> row.standing().size()).sum();
        return standing + overwritten + givenUp;
    }

    /** How many rows it knows. */
    int size() {
        return rows.size();
    }

    /** In how many rows other writes stand at another node. */
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
