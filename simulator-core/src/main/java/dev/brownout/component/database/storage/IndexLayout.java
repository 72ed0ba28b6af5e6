package dev.brownout.component.database.storage;

import dev.brownout.spec.Doc;

/**
 * Layout of rows and index entries on the pages of a database product.
 *
 * <p>Pages that split in half at random positions are ln 2 = 69 % full on average (A. C. Yao, On random 2-3 trees, Acta
 * Informatica 9, 1978).
 */
public enum IndexLayout {
    /**
     * PostgreSQL. An nbtree entry is a line pointer of 4 bytes and a tuple with a header of 8 bytes, aligned to 8 bytes
     * (itemid.h, itup.h). A page of 8,192 bytes has a header of 24 and a special space of 16 bytes (bufpage.h,
     * nbtree.h). A split at the right end leaves 10 % of the page free (fillfactor 90). A key has at most 2,704 bytes.
     */
    @Doc("PostgreSQL: rows in a heap, and a B-tree for each index. An entry has the key and the position of the row.")
    POSTGRES(2704) {
        private static final double PAGE = 8192;
        private static final double USABLE = PAGE - 24 - 16;

        @Override
        double pageFill(InsertOrder order) {
            return order == InsertOrder.SEQUENTIAL ? (USABLE - 0.1 * PAGE) / PAGE : LN_2 * USABLE / PAGE;
        }

        @Override
        double tableBytes(double row, long key, InsertOrder order) {
            return row + key + entryBytes(key) / pageFill(order);
        }

        @Override
        double secondaryBytes(long key) {
            return entryBytes(COLUMN) / pageFill(InsertOrder.RANDOM);
        }

        private double entryBytes(long key) {
            return 4 + (8 + key + 7) / 8 * 8;
        }
    },

    /**
     * InnoDB. The table is the index of the primary key. A secondary entry has a header of 5 bytes, the column and the
     * primary key. Pages are 15/16 full if keys are in order, and otherwise 1/2 to 15/16 full (MySQL Reference Manual,
     * Physical Structure of an InnoDB Index). A key has at most 3,072 bytes.
     */
    @Doc("InnoDB of MySQL and MariaDB: rows in the B-tree of the primary key. An entry of a secondary index has the "
            + "primary key.")
    INNODB(3072) {
        @Override
        double pageFill(InsertOrder order) {
            return order == InsertOrder.SEQUENTIAL ? 15.0 / 16 : LN_2;
        }

        @Override
        double tableBytes(double row, long key, InsertOrder order) {
            return (row + key) / pageFill(order);
        }

        @Override
        double secondaryBytes(long key) {
            return (5 + COLUMN + key) / pageFill(InsertOrder.RANDOM);
        }
    };

    private static final double LN_2 = 0.6931471805599453;
    /** Size of the column of a secondary index, in bytes. */
    private static final long COLUMN = 8;

    private final long mostKeyBytes;

    IndexLayout(long mostKeyBytes) {
        this.mostKeyBytes = mostKeyBytes;
    }

    /** Returns the maximum size of a primary key, in bytes. */
    long mostKeyBytes() {
        return mostKeyBytes;
    }

    /** Returns the mean share of a leaf page that has entries. */
    abstract double pageFill(InsertOrder order);

    /** Returns the bytes of a row with its primary key and the entry in the index of the primary key. */
    abstract double tableBytes(double row, long key, InsertOrder order);

    /** Returns the bytes of an entry in a secondary index, with the free space of its page. */
    abstract double secondaryBytes(long key);
}
