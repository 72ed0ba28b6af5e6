package dev.brownout.component.database;

import dev.brownout.component.database.DatabaseSpec.ReplicaSettings;
import dev.brownout.component.database.DatabaseSpec.ShardSettings;
import dev.brownout.sentence.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks for settings that are incompatible with one node in each region. Violations cause an IllegalArgumentException.
 */
final class RegionalStoreValidation {
    private RegionalStoreValidation() {}

    /** Checks that each independent store has a single node. */
    static void requireSingleNodes(DatabaseEngine engine, ReplicaSettings replicas, ShardSettings shards) {
        boolean copies = replicas.replicas().orElse(0) > 0
                || replicas.failover().isPresent()
                || replicas.replace().isPresent();
        if (copies
                || replicas.primary().isPresent()
                || shards.shards() > 1
                || !shards.hotKeys().isEmpty()
                || engine.memory().isPresent()) {
            throw new InvalidValueException(
                    "replication none has one node per region without replicas: remove replicas, "
                            + "primary, failover, replace, shards, hot_keys and memory");
        }
        if (replicas.reads().session().isPresent()) {
            throw new InvalidValueException(
                    "replication none has one node per region, which serves all reads of a session: "
                            + "remove reads.session");
        }
    }

    /**
     * Checks that a multi-primary database has no settings beyond the cores of its one node in each region.
     *
     * @param others names of the settings that are present
     */
    static void requireNothing(List<Optional<String>> others) {
        String text = others.stream().flatMap(Optional::stream).collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            throw new InvalidValueException(
                    "replication multi-primary has one node per region with all rows; remove the settings that "
                            + "it does not support: {}",
                    text);
        }
    }
}
