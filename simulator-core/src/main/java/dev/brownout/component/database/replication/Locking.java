package dev.brownout.component.database.replication;

import dev.brownout.spec.Doc;

/** Lock that a write holds until it is committed. */
public enum Locking {
    @Doc("Row lock on the key: writes of one key wait for each other, first come, first served. Reads do not "
            + "wait.")
    ROW
}
