package dev.brownout.component.database.replication;

import dev.brownout.spec.Doc;

/** What a write has to itself until it is committed. */
public enum Locking {
    @Doc("The row of its key: writes of one key wait for each other, first come first served. Reads wait for nobody.")
    ROW
}
