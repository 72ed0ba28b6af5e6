package dev.brownout.spi;

/** A shard change of a database that the fault timeline commands. */
public sealed interface ReshardCommand {
    /** Returns the index of the fault in the timeline, from 0. */
    int fault();

    /** Returns the time of the command, in nanoseconds from the start of the run. */
    long at();

    /** Returns the configuration path of the command. */
    default String path() {
        return "faults." + fault();
    }

    /**
     * Change to more shards, with the keys distributed as before.
     *
     * @param shards the new number of shards
     */
    record Reshard(int fault, long at, int shards) implements ReshardCommand {}

    /**
     * Split of a shard, with half of its keys moved to a new shard.
     *
     * @param shard the selector part behind the name of the database: {@code shard-4} or {@code 4}
     */
    record Split(int fault, long at, String shard) implements ReshardCommand {
        /** Returns the selector of the shard to split, as written in the scenario: {@code db/shard-4}. */
        public String of(String component) {
            return component + (shard.isEmpty() ? "" : "/" + shard);
        }
    }
}
