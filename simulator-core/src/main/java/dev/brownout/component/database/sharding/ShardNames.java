package dev.brownout.component.database.sharding;

import java.util.List;
import java.util.stream.IntStream;

/** What the shards of a database are called: by their numbers from 1, and that of a hot key alone after the key. */
public final class ShardNames {
    /** All of those with numbers. */
    public static final String ANY = "shard-*";

    private static final String PREFIX = "shard-";

    private ShardNames() {}

    /** The one at an index from 0. */
    public static String at(int index) {
        return PREFIX + (index + 1);
    }

    /** The first so many. */
    public static List<String> first(int shards) {
        return IntStream.range(0, shards).mapToObj(ShardNames::at).toList();
    }

    /** That of a hot key alone; where the key has a number, not as the shard with that number. */
    public static String ofKey(String key) {
        return PREFIX + (key.matches("[0-9]+") ? "key-" : "") + key;
    }

    /** The one that is written so, be it by its number or its key alone: {@code shard-4} for {@code 4}. */
    public static String written(String part) {
        return part.startsWith(PREFIX) ? part : PREFIX + part;
    }
}
