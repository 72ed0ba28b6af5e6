package dev.brownout.component.database;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.sharding.HotKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks for settings that are incompatible with one node in each region. Violations cause an IllegalArgumentException.
 */
final class RegionalStoreValidation {
    private RegionalStoreValidation() {}

    /** Checks that each independent store has a single node. */
    static void requireApart(
            Optional<Integer> replicas,
            Optional<String> primary,
            Optional<Failover> failover,
            Optional<Replacement> replace,
            int shards,
            Map<String, HotKey> hotKeys,
            boolean memory) {
        boolean copies = replicas.orElse(0) > 0 || failover.isPresent() || replace.isPresent();
        if (copies || primary.isPresent() || shards > 1 || !hotKeys.isEmpty() || memory) {
            throw new IllegalArgumentException(
                    "with replication none each region has one node and nobody a copy of it: "
                            + "leave out replicas, primary, failover, replace, shards, hot_keys and memory");
        }
    }

    /**
     * Checks that a multi-primary database has no settings beyond the cores of its one node in each region.
     *
     * @param besides names of the settings that are present
     */
    static void requireNothing(List<Optional<String>> besides) {
        String said = besides.stream().flatMap(Optional::stream).collect(Collectors.joining(", "));
        if (!said.isEmpty()) {
            throw new IllegalArgumentException("with replication multi-primary each region has one node with all rows, "
                    + "which works on its cores alone and which nobody takes the place of: leave out " + said);
        }
    }
}
