package dev.brownout.component.database.resharding;

import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import java.util.Optional;

/** Configuration of key moves between shards, which timeline commands request. */
@Doc("How keys move to other shards, as a reshard or a split orders: copied in chunks, each of which is cut over as"
        + " soon as it has been copied. A key is read and written at its old shard until then, and at the new one from"
        + " then on. The move stands still while a shard that gives or takes has no primary.")
public record MoveSpec(
        @Doc("What there is at the start, all shards together; said here where there is no storage that says it.")
        Optional<DataSize> data,

        @Doc("How fast the whole move copies.") @Default("100MB/s") @DefaultSource("no authority")
        Bandwidth rate,

        @Doc("What shards that give or take keys have less for users while it copies, as a share of what they can do;"
                + " less than 100%.")
        @Default("20%")
        @DefaultSource("no authority")
        Share load,

        @Doc("How much is cut over at a time; whole: all at once, when everything has been copied.")
        @Default("128MB")
        @NoneKeyword("whole")
        @DefaultSource("MongoDB's default size of a range; whole as Vitess switches traffic")
        Optional<DataSize> chunk,

        @Doc("How long writes of keys that are cut over wait; reads go on.")
        @Default("50ms")
        @DefaultSource("no authority")
        Distribution pause) {
    /** Maximum number of chunks, equal to the number of slots of Redis Cluster. */
    private static final long MOST_CHUNKS = 16_384;

    /**
     * Validates the load.
     *
     * @throws IllegalArgumentException if load is not less than 100 %
     */
    public MoveSpec {
        if (!(load.ratio() < 1)) {
            throw new IllegalArgumentException("load is less than 100%: shards do something for users while keys move");
        }
    }

    /** Returns the slowdown factor of work while data is copied. */
    public double slower() {
        return 1 / (1 - load.ratio());
    }

    /** Returns the number of chunks for {@code bytes} bytes. */
    int chunks(long bytes) {
        if (chunk.isEmpty()) {
            return 1;
        }
        long size = Math.max(1, chunk.get().bytes());
        return (int) Math.max(1, Math.min(MOST_CHUNKS, bytes / size + (bytes % size == 0 ? 0 : 1)));
    }
}
