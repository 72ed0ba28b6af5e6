package dev.brownout.component.database.storage;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;

/** Primary key of the rows of a database, and the indexes of the table. */
@Doc("Primary key of the rows, and the indexes of the table. Keys and index entries take storage and memory in "
        + "addition to storage.data.")
public record PrimaryKeySpec(
        @Doc("Size of a row in storage.data, with its header and without its primary key. It determines the number of "
                + "rows.")
        DataSize row,

        @Doc("Size of the key as the database stores it: 8B for a bigint, 16B for a UUID, 37B for a UUID as text.")
        @Default("8B")
        @DefaultSource("PostgreSQL and MySQL: bigint")
        DataSize size,

        @Doc("Order of new keys.") @Default("sequential") @DefaultSource("PostgreSQL: bigserial; MySQL: auto_increment")
        InsertOrder order,

        @Doc("Layout of rows and index entries.") @Default("postgres") @DefaultSource("our assumption")
        IndexLayout layout,

        @Doc("Secondary indexes of the table, each of a column of 8 bytes with values in random order.")
        @Default("0")
        @DefaultSource("our assumption")
        @AtLeast(0)
        @AtMost(64)
        int secondary) {

    /** Rejects empty rows, and keys that the layout cannot index, with an IllegalArgumentException. */
    public PrimaryKeySpec {
        if (row.bytes() == 0) {
            throw new InvalidValueException("'row' must be at least 1B");
        }
        if (size.bytes() == 0 || size.bytes() > layout.mostKeyBytes()) {
            throw new InvalidValueException(
                    layout == IndexLayout.POSTGRES
                            ? Sentence.of(
                                    "'size' must be 1B to {}B, the limit of a PostgreSQL index", layout.mostKeyBytes())
                            : Sentence.of(
                                    "'size' must be 1B to {}B, the limit of an InnoDB index", layout.mostKeyBytes()));
        }
    }

    /** Returns the bytes of a row of the given size with its key and its index entries, in bytes. */
    double bytesPerRow(double rowBytes) {
        return layout.tableBytes(rowBytes, size.bytes(), order) + secondary * layout.secondaryBytes(size.bytes());
    }

    /** Returns the bytes of rows with their keys and index entries. */
    long storedBytes(long data) {
        return Math.round((double) data / row.bytes() * bytesPerRow(row.bytes()));
    }
}
