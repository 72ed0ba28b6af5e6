package dev.brownout.component.database.resharding;

import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import java.util.Optional;

/** Configuration of key moves between shards, which timeline commands request. */
@Doc("Migration of keys to other shards by a reshard or a split. Keys are copied in chunks, and each chunk is "
        + "cut over as soon as it has been copied. A key is served by its old shard until the cutover and by the "
        + "new shard afterwards. The migration pauses while a source or target shard has no primary.")
public record MoveSpec(
        @Doc("Initial data of all shards together; required unless storage.data sets it.")
        Optional<DataSize> data,

        @Doc("Copy rate of the whole migration.") @Default("100MB/s") @DefaultSource("our assumption")
        Bandwidth rate,

        @Doc("Share of the capacity of source and target shards that copying uses; less than 100%.")
        @Default("20%")
        @DefaultSource("our assumption")
        Share load,

        @Doc("Amount of data per cutover; whole: one cutover after everything has been copied.")
        @Default("128MB")
        @NoneKeyword("whole")
        @DefaultSource("MongoDB's default size of a range; whole: as Vitess switches traffic")
        Optional<DataSize> chunk,

        @Doc("Duration of a cutover, in which writes of its keys wait; reads continue.")
        @Default("50ms")
        @DefaultSource("our assumption")
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
            throw new InvalidValueException("load must be less than 100%, so that shards have capacity for users");
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
