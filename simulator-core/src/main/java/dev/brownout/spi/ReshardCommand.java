package dev.brownout.spi;

/** What the fault timeline orders of the shards of a database. */
public sealed interface ReshardCommand {
    /** Its place in the timeline, from 0. */
    int fault();

    /** When, in nanoseconds from the start of the run. */
    long at();

    /** The configuration path of the order. */
    default String path() {
        return "faults." + fault();
    }

    /**
     * More shards, over which all keys are spread as before.
     *
     * @param shards how many there are to be
     */
    record Reshard(int fault, long at, int shards) implements ReshardCommand {}

    /**
     * A shard more, which takes half of what one has.
     *
     * @param shard what is written behind the name of the database: {@code shard-4} or {@code 4}
     */
    record Split(int fault, long at, String shard) implements ReshardCommand {
        /** What is to be split, as it is written: {@code db/shard-4}. */
        public String of(String component) {
            return component + (shard.isEmpty() ? "" : "/" + shard);
        }
    }
}
