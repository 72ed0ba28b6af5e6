package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Destinations of one route, those in the files and those that are left out. */
final class RouteTargets {
    private final ImportedCluster cluster;
    private final Manifest manifest;
    private final List<RouteTarget> found = new ArrayList<>();

    RouteTargets(ImportedCluster cluster, Manifest manifest) {
        this.cluster = cluster;
        this.manifest = manifest;
    }

    /**
     * Adds a destination.
     *
     * @param service key of the Service
     * @param labels labels of the pods of a subset; empty for all pods
     * @param weight setting of the weight, which may be absent
     * @param usual weight without a setting
     */
    void add(String service, Map<String, String> labels, Setting place, Setting weight, long usual) {
        List<String> ids = cluster.services().workloads(service).stream()
                .filter(id -> cluster.workloads().get(id).labels().entrySet().containsAll(labels.entrySet()))
                .toList();
        long share = Manifest.integer(weight, usual);
        if (ids.isEmpty() || !cluster.part(ids.get(0)).role().passes()) {
            place.ignore("a destination of " + manifest.name()
                    + (ids.isEmpty() ? " in none of the files" : " that does not serve requests"));
        } else if (share <= 0) {
            place.ignore("a destination of " + manifest.name() + " with the weight 0");
        } else {
            place.markIgnored();
            merge(new RouteTarget(cluster.services().service(service).name(), ids, share, place));
        }
    }

    private void merge(RouteTarget target) {
        for (int i = 0; i < found.size(); i++) {
            RouteTarget other = found.get(i);
            if (other.ids().equals(target.ids())) {
                found.set(
                        i,
                        new RouteTarget(other.service(), other.ids(), other.weight() + target.weight(), other.place()));
                return;
            }
        }
        found.add(target);
    }

    /**
     * Returns the destinations. Weights are written for servers, so with several destinations the others are left out.
     */
    List<RouteTarget> all() {
        List<RouteTarget> servers = found.stream()
                .filter(target -> cluster.part(target.ids().get(0)).role() == Role.SERVER)
                .toList();
        return found.size() > 1 && !servers.isEmpty() ? servers : found;
    }
}
