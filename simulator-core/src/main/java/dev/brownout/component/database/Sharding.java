package dev.brownout.component.database;

/** Which shard a key lives on. */
public enum Sharding {
    /** The key's number modulo the number of shards. */
    MODULO,
    /** What a table says: each key that appears goes to the shard with the fewest keys. */
    DIRECTORY
}
