package dev.brownout.component.database.sharding;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Share;
import java.util.List;

/** Method that maps a key to a shard. */
public enum Sharding {
    @Doc("The key's number modulo the number of shards.")
    MODULO,
    @Doc("A directory: a new key is assigned to the shard with the fewest keys.")
    DIRECTORY,
    @Doc("A hash ring with 160 points per shard, as ketama.")
    RING,
    @Doc("Jump consistent hashing.")
    JUMP,
    @Doc("Ranges of the key's number: as many equal ranges as shards, up to the highest number that requests and "
            + "steps use at the start. The last range is open and also has the keys with names.")
    RANGE,
    @Doc("The value of a column: the rows of each value are on one shard, with the share of the keys given by "
            + "'column'.")
    LIST;

    /**
     * Rejects column values that do not match the sharding method.
     *
     * @param column share of each value
     * @throws IllegalArgumentException if values are missing, not one for each shard, not applicable, or do not add up
     *     to 100 %
     */
    public void requireValues(List<Share> column, int shards) {
        if (this != LIST && !column.isEmpty()) {
            throw new InvalidValueException("'column' requires sharding: list");
        }
        if (this == LIST && column.size() != shards) {
            throw new InvalidValueException(
                    "sharding list needs 'column' with one share for each of the {} shards, such as column: "
                            + "[40%, 30%, 20%, 10%]",
                    shards);
        }
        double sum = column.stream().mapToDouble(Share::ratio).sum();
        if (!column.isEmpty() && Math.abs(sum - 1) > 1e-9) {
            throw new InvalidValueException("the shares of 'column' must add up to 100%");
        }
    }
}
