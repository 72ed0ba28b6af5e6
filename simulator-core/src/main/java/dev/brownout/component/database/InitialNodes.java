package dev.brownout.component.database;

import dev.brownout.spi.CapacityModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes of some replica groups that are up in one stage of the analytical model.
 *
 * @param primaries names of the primaries in that stage
 * @param replicas names of the remaining nodes
 */
record InitialNodes(List<String> primaries, List<String> replicas) {
    /**
     * Determines the nodes that are up and their roles. With failover, the first replica becomes primary if no primary
     * is up.
     *
     * @param prefixes prefixes of the node names, one for each group
     */
    static InitialNodes of(DatabaseSpec spec, CapacityModel model, List<String> prefixes) {
        List<String> primaries = new ArrayList<>();
        List<String> replicas = new ArrayList<>();
        List<String> places = model.places();
        if (spec.primaryEach()) {
            for (String place : places) {
                String node = RegionalStores.prefix(place) + "primary";
                if (model.isUp(node, place)) {
                    primaries.add(node);
                }
            }
            return new InitialNodes(primaries, replicas);
        }
        int first = Math.max(0, places.indexOf(spec.replicaSettings().primary().orElse("")));
        int copies = spec.copies(places.size());
        for (String prefix : prefixes) {
            for (int i = 0; i <= copies; i++) {
                String node = prefix + (i == 0 ? "primary" : "replica-" + i);
                if (model.isUp(node, places.get((first + i) % places.size()))) {
                    (i == 0 ? primaries : replicas).add(node);
                }
            }
        }
        if (primaries.isEmpty() && spec.replicaSettings().failover().isPresent() && !replicas.isEmpty()) {
            primaries.add(replicas.remove(0));
        }
        return new InitialNodes(primaries, replicas);
    }
}
