package dev.brownout.component.database;

import dev.brownout.host.Location;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.List;

/** Placement of the nodes of a group: the primary in its region, the replicas round-robin in the remaining regions. */
final class ReplicaPlacement {
    private ReplicaPlacement() {}

    /** Returns one location for each node, that of the primary first. */
    static List<Location> sites(DatabaseSpec spec, ComponentContext context) {
        List<Location> sites = context.topology().sites();
        int first = spec.replicaSettings()
                .primary()
                .map(region -> find(region, sites, context))
                .orElse(0);
        Location[] chosen = new Location[1 + spec.copies(sites.size())];
        int replicas = chosen.length - 1;
        if (spec.replicaSettings().replication().waitsFor(replicas) > replicas) {
            throw new ScenarioException(
                    "components." + context.name() + ".replication.wait_for",
                    "wait_for must not exceed the number of replicas, {}",
                    replicas);
        }
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = sites.get((first + i) % sites.size());
        }
        return List.of(chosen);
    }

    private static int find(String region, List<Location> sites, ComponentContext context) {
        for (int i = 0; i < sites.size(); i++) {
            if (sites.get(i).region().equals(region)) {
                return i;
            }
        }
        throw new ScenarioException(
                "components." + context.name() + ".primary",
                Sentence.of("{} has no node in region '{}'", context.name(), region),
                region,
                sites.stream().map(Location::region).toList());
    }
}
