package dev.brownout.component.database.storage;

import dev.brownout.spec.Doc;

/** Order in which new keys enter an index. It determines how full the pages of the index are. */
public enum InsertOrder {
    @Doc("Each new key is the greatest: auto-increment, snowflake identifiers and UUIDs of version 7.")
    SEQUENTIAL,
    @Doc("New keys are spread over the whole index, and pages split in half: UUIDs of version 4.")
    RANDOM
}
