package dev.brownout.component.database;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.sharding.HotKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What does not go together with one node in each region; refused with an IllegalArgumentException. */
final class RegionalStoreValidation {
    private RegionalStoreValidation() {}

    /** Stores that have nothing in common are one node each. */
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

    /** Several primaries are one node for each region, of which only the cores are told. */
    static void requireNothing(List<Optional<String>> besides) {
        String said = besides.stream().flatMap(Optional::stream).collect(Collectors.joining(", "));
        if (!said.isEmpty()) {
            throw new IllegalArgumentException("with replication multi-primary each region has one node with all rows, "
                    + "which works on its cores alone and which nobody takes the place of: leave out " + said);
        }
    }
}
