package dev.brownout.component.database.sharding;

import java.util.List;
import java.util.stream.IntStream;

/** Names of the shards of a database: the number from 1, or the key for the shard of a single hot key. */
public final class ShardNames {
    /** Pattern that matches all numbered shards. */
    public static final String ANY = "shard-*";

    private static final String PREFIX = "shard-";

    private ShardNames() {}

    /** Returns the name of the shard at an index from 0. */
    public static String nameOf(int index) {
        return PREFIX + (index + 1);
    }

    /** Returns the names of the first {@code shards} shards. */
    public static List<String> first(int shards) {
        return IntStream.range(0, shards).mapToObj(ShardNames::nameOf).toList();
    }

    /**
     * Returns the name of the shard of a single hot key. The name of a numeric key differs from that of the numbered
     * shard.
     */
    public static String ofKey(String key) {
        return PREFIX + (key.matches("[0-9]+") ? "key-" : "") + key;
    }

    /**
     * Returns the full name of a shard that is written in full or by its number or key alone: {@code shard-4} for
     * {@code 4}.
     */
    public static String written(String part) {
        return part.startsWith(PREFIX) ? part : PREFIX + part;
    }
}
