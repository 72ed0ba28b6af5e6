package dev.brownout.wiring;

/**
 * What the fault timeline orders of the shards of a database.
 *
 * @param fault its place in the timeline, from 0
 * @param at when, in nanoseconds from the start of the run
 * @param shards how many there are to be
 */
public record ShardOrder(int fault, long at, int shards) {
    /** The configuration path of the order. */
    public String path() {
        return "faults." + fault;
    }
}
