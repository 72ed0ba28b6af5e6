package dev.brownout.component.database.sharding;

import dev.brownout.random.KeyNames;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
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
            int greatest = context.workload().keySpace().maximum();
            if (number > greatest && !context.workload().keySpace().grows()) {
                throw new ScenarioException(
                        path,
                        greatest == 0
                                ? Sentence.of("no request to {} uses key {}", context.name(), name)
                                : Sentence.of(
                                        "no request to {} uses key {}: the highest is {}",
                                        context.name(),
                                        name,
                                        greatest));
            }
            return number;
        }
        KeyNames words = context.workload().keyNames();
        if (words.find(name).isEmpty()) {
            throw new ScenarioException(path, Sentence.of("no request uses a key '{}'", name), name, words.all());
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
                throw new InvalidValueException("the number of a key in hot_keys must have at most 9 digits");
            }
            if (name.matches("0[0-9]+")) {
                throw new InvalidValueException(
                        "key {} in hot_keys must be written as {}", name, Integer.parseInt(name));
            }
            String shard = ShardNames.ofKey(name);
            String other = remedy instanceof OwnShard ? shards.put(shard, name) : null;
            if (other != null) {
                throw new InvalidValueException(
                        "the shards of keys {} and {} in hot_keys would both be named {}: rename one key",
                        other,
                        name,
                        shard);
            }
        });
    }

    /**
     * A dedicated shard for the key: a primary and replicas, with reads from a random node.
     *
     * @param nodes at least 1
     */
    @Kind("own-shard")
    @Doc("A separate shard for the key, named after it (shard-bieber; for a key with a number, shard-key-7): a "
            + "primary and replicas, with reads from a random one of them.")
    record OwnShard(
            @Doc("Number of nodes of that shard.") @AtLeast(1) @AtMost(MachineCount.MAXIMUM)
            int nodes) implements HotKey {}

    /**
     * Assignment of the key to a chosen shard.
     *
     * @param shard number of the shard, from 1
     */
    @Kind("shard")
    @Doc("The key on a given shard instead of its regular one, by a directory entry.")
    record AssignedShard(
            @Doc("Number of the shard, from 1.") @AtLeast(1) @AtMost(MachineCount.MAXIMUM)
            int shard) implements HotKey {}

    /**
     * Copies of the key on several shards. A read goes to one of them at random, a write to all.
     *
     * @param copies at least 2
     */
    @Kind("copies")
    @Doc("Copies of the key on several consecutive shards, starting with its own. A read goes to a random one, a "
            + "write to all.")
    record Copies(
            @Doc("Number of copies.") @AtLeast(2) @AtMost(MachineCount.MAXIMUM)
            int copies) implements HotKey {}

    /**
     * A key that is split into several parts. Writes go to the parts in round-robin order. Reads query all parts and
     * merge.
     *
     * @param suffixes at least 2
     */
    @Kind("suffixes")
    @Doc("Parts of the key on several consecutive shards, starting with its own. Writes go to them in turn, a "
            + "read needs all of them.")
    record Suffixes(
            @Doc("Number of parts.") @AtLeast(2) @AtMost(MachineCount.MAXIMUM)
            int suffixes) implements HotKey {}
}
