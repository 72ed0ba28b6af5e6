package dev.brownout.component.database.sharding;

import dev.brownout.vocabulary.Doc;

/** Which shard a key lives on. */
public enum Sharding {
    @Doc("The key's number modulo the number of shards.")
    MODULO,
    @Doc("What a table says: each key that appears goes to the shard with the fewest keys.")
    DIRECTORY,
    @Doc("A ring with 160 points of each shard, as ketama.")
    RING,
    @Doc("Jump consistent hashing.")
    JUMP,
    @Doc("Ranges of the key's number: as many equal ones as shards, up to the greatest that a request asks for at the"
            + " start; the last one is open, and has the keys with names.")
    RANGE,
    @Doc("The value of a column: each value's rows are on one shard, with the share of the keys that column says.")
    LIST
}
