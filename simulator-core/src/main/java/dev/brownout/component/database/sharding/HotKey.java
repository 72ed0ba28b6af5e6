package dev.brownout.component.database.sharding;

import dev.brownout.random.KeyNames;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Treatment of a single key with more load than its shard can serve. */
public sealed interface HotKey permits HotKey.OwnShard, HotKey.AssignedShard, HotKey.Copies, HotKey.Suffixes {
    /**
     * Returns the number of a key by its name in a scenario. The name is the number itself or a word.
     *
     * @throws ScenarioException if no request uses the key
     */
    static int number(String name, ComponentContext context) {
        String path = "components." + context.name() + ".hot_keys." + name;
        if (name.matches("[0-9]+")) {
            int number = Integer.parseInt(name);
            int greatest = context.workload().keySpace().greatest();
            if (number > greatest && !context.workload().keySpace().grows()) {
                throw new ScenarioException(
                        path,
                        "no request asks " + context.name() + " for key " + name
                                + (greatest == 0 ? "" : ": the greatest is " + greatest));
            }
            return number;
        }
        KeyNames words = context.workload().keyNames();
        if (words.find(name).isEmpty()) {
            throw new ScenarioException(path, "no request asks for a key '" + name + "'", name, words.all());
        }
        return words.id(name);
    }

    /**
     * Checks that each key has one spelling, and that no two keys have shards of the same name.
     *
     * @throws IllegalArgumentException if a name is invalid or ambiguous
     */
    static void requireNames(Map<String, HotKey> byName) {
        Map<String, String> shards = new LinkedHashMap<>();
        byName.forEach((name, remedy) -> {
            if (name.matches("[0-9]{10,}")) {
                throw new IllegalArgumentException("the number of a key in hot_keys has at most 9 digits");
            }
            if (name.matches("0[0-9]+")) {
                throw new IllegalArgumentException(
                        "key " + name + " in hot_keys is key " + Integer.parseInt(name) + ": write it so");
            }
            String shard = ShardNames.ofKey(name);
            String other = remedy instanceof OwnShard ? shards.put(shard, name) : null;
            if (other != null) {
                throw new IllegalArgumentException("the shards of keys " + other + " and " + name
                        + " in hot_keys would both be called " + shard + ": name one key otherwise");
            }
        });
    }

    /**
     * A dedicated shard for the key: a primary and replicas, with reads from a random node.
     *
     * @param nodes at least 1
     */
    @Kind("own-shard")
    @Doc("A shard for the key alone, called after it (shard-bieber; of a key that has a number, shard-key-7): a primary"
            + " and replicas, reads from any of them at random.")
    record OwnShard(
            @Doc("Nodes of that shard.") @AtLeast(1) @AtMost(MachineCount.MOST)
            int nodes) implements HotKey {}

    /**
     * Assignment of the key to a chosen shard.
     *
     * @param shard number of the shard, from 1
     */
    @Kind("shard")
    @Doc("The key on that shard, wherever the others would put it: by an entry in a directory.")
    record AssignedShard(
            @Doc("Number of the shard, from 1.") @AtLeast(1) @AtMost(MachineCount.MOST)
            int shard) implements HotKey {}

    /**
     * Copies of the key on several shards. A read goes to one of them at random, a write to all.
     *
     * @param copies at least 2
     */
    @Kind("copies")
    @Doc("The key on several shards, from its own one on: a read asks one of them at random, a write goes to all.")
    record Copies(
            @Doc("How many.") @AtLeast(2) @AtMost(MachineCount.MOST)
            int copies) implements HotKey {}

    /**
     * A key that is split into several parts. Writes go to the parts in round-robin order. Reads query all parts and
     * merge.
     *
     * @param suffixes at least 2
     */
    @Kind("suffixes")
    @Doc("The key in parts on several shards, from its own one on: writes go to them in turn, reads need them all.")
    record Suffixes(
            @Doc("How many parts.") @AtLeast(2) @AtMost(MachineCount.MOST)
            int suffixes) implements HotKey {}
}
