package dev.brownout.component.database.storage;

import dev.brownout.service.Outcome;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.ProducesOutcome;
import java.util.Optional;

/** Capacity of the nodes of a database, and the initial data. */
@Kind("storage")
@Doc("Storage capacity of a node and the initial data of the database. A write of a new key adds the size of the "
        + "request. If it does not fit, the write does its work and fails with full. Reads and writes of existing "
        + "keys continue.")
@ProducesOutcome(Outcome.FULL)
public record StorageSpec(
        @Doc("Storage capacity of a node. All nodes of a shard hold the same data.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        Optional<DataSize> room,

        @Doc("Initial data of all shards together, distributed by their shares of the keys.")
        @Default("0B")
        @DefaultSource("our assumption")
        DataSize data,

        @Doc("Primary key of the rows; default: storage.data includes keys and indexes.")
        Optional<PrimaryKeySpec> primaryKey) {

    /** Returns the bytes of the initial data of all shards, with primary keys and index entries. */
    public long initialBytes() {
        return primaryKey.map(key -> key.storedBytes(data.bytes())).orElse(data.bytes());
    }

    /** Returns the bytes that a new row takes, with its primary key and index entries. */
    public double rowBytes(double sizeBytes) {
        return primaryKey.map(key -> key.bytesPerRow(sizeBytes)).orElse(sizeBytes);
    }

    /**
     * Rejects a primary key without effect with an InvalidParameterException.
     *
     * @param used whether other parameters use the size of the data
     */
    public void requireUse(boolean used) {
        if (primaryKey.isPresent() && room.isEmpty() && !used) {
            throw new InvalidParameterException(
                    "storage",
                    "'storage.primary_key' has no effect without a limit of memory or storage: add, for "
                            + "example, memory: 8GB and disk: {}, or room: 1TB in 'storage'");
        }
    }
}
